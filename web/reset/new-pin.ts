import { api } from '../ui/api.ts'
import { el } from '../ui/element.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { instead } from '../ui/instead.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { pinPair } from './pin-pair.ts'
import { progress } from './progress.ts'
import { keepReset, resetOf } from './reset.ts'
import { pinResetScreen } from './start.ts'

const { newPin: say, reset: tell } = words

export const support = (): HTMLElement =>
  el('p', { class: 'aside' }, `${tell.stuck} `, el('a', { href: site.supportUrl, rel: 'noreferrer' }, tell.contact))

/** The last step of a reset: the new PIN, twice. Then back to signing in, where the success is said. */
export const newPinScreen = async (): Promise<Screen> => {
  const it = resetOf('pin')
  if (it?.next !== 'new_pin') return instead('/reset-pin', pinResetScreen)
  const pair = await pinPair()
  const run = async () => {
    await api.call('POST /pin-reset/{resetId}/pin', { params: { resetId: it.resetId }, body: { pin: pair.value() } })
    keepReset(undefined)
    noticeLater({ tone: 'good', ...tell.done })
    await go('/sign-in')
  }
  const leave = leaveWhenClosed('pin')
  const element = form({
    fields: pair.fields,
    body: pair.elements,
    submit: words.submit,
    run,
    leave,
    place: pair.place,
  })
  return {
    title: say.title,
    content: [progress(4, 4), heading(say.title, say.lead), element, support()],
    focus: pair.fields[0].input,
  }
}
