import { el } from '../ui/element.ts'
import type { Fault } from '../ui/field.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { type Instead, instead } from '../ui/instead.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { whose } from '../ui/whose.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { doorsOf } from './doors.ts'
import { passwordPair } from './password-pair.ts'
import { pinPair } from './pin-pair.ts'
import { progress } from './progress.ts'
import { keepReset, type Reset, resetOf, standing } from './reset.ts'

type Choice = {
  readonly say: { readonly title: string; readonly lead: string }
  readonly done: Fault
  readonly pair: () => ReturnType<typeof pinPair | typeof passwordPair>
  /** Where the new secret is used first. */
  readonly usedAt: string
  readonly above: () => readonly Node[]
}

const choices: Readonly<Record<Reset['of'], Choice>> = {
  pin: {
    ...{ say: words.newPin, done: words.reset.done, pair: pinPair, usedAt: '/sign-in' },
    above: () => [progress(4, 4)],
  },
  password: {
    ...{ say: words.newPassword, done: words.passwordReset.done, pair: passwordPair, usedAt: '/sign-in/email' },
    above: () => [],
  },
}

const support = (): HTMLElement => {
  const { stuck, contact } = words.reset
  return el('p', { class: 'aside' }, `${stuck} `, el('a', { href: site.supportUrl, rel: 'noreferrer' }, contact))
}

/** The last step of a reset: the new PIN or password, twice. Then back to signing in, where the success is said. */
export const newSecretScreen = (of: Reset['of']) => async (): Promise<Screen | Instead> => {
  const it = resetOf(of)
  if (it?.next !== `new_${of}`) return instead(standing(of, it))
  const { say, done, usedAt, above, ...choice } = choices[of]
  const pair = await choice.pair()
  const run = async () => {
    await doorsOf[of].choose(it.resetId, pair.value())
    keepReset(undefined)
    noticeLater({ tone: 'good', ...done })
    await go(usedAt)
  }
  const element = form({
    ...{ fields: pair.fields, body: [whose(), ...pair.elements], submit: words.submit, run },
    ...{ leave: leaveWhenClosed(of), place: pair.place },
  })
  return {
    title: say.title,
    content: [...above(), heading(say.title, say.lead), element, support()],
    focus: pair.fields[0].input,
  }
}
