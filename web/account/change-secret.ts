import { passwordPair } from '../reset/password-pair.ts'
import { pinPair } from '../reset/pin-pair.ts'
import type { Fault, TextField } from '../ui/field.ts'
import { form, type Placed } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { whose } from '../ui/whose.ts'
import { words } from '../ui/words.ts'
import { backToAccount } from './change-profile.ts'
import { currentPassword, currentPin, wrongCurrent } from './current-secret.ts'
import { signedIn } from './session.ts'
import { accountWords as say } from './words.ts'

type Pair = Awaited<ReturnType<typeof pinPair | typeof passwordPair>>

type Secret = {
  readonly title: string
  readonly lead: string
  readonly done: Fault
  readonly current: TextField
  readonly pair: Pair
  readonly who: string | undefined
  readonly change: (current: string, fresh: string) => Promise<unknown>
}

// The pair of new fields stands after the current one: what it says belongs one field further down.
const further = (placed: Placed | undefined): Placed | undefined => placed && { ...placed, at: (placed.at ?? 0) + 1 }

/** A new secret, for somebody who knows the current one. */
const changeScreen = ({ title, lead, done, current, pair, who, change }: Secret): Screen => {
  const run = async () => {
    await change(current.value(), pair.value())
    noticeLater({ tone: 'good', ...done })
    await go('/account')
  }
  const element = form({
    fields: [current, ...pair.fields],
    body: [whose(who), current.element, ...pair.elements],
    submit: say.save,
    run,
    place: (problem) => further(pair.place(problem)) ?? wrongCurrent(problem),
  })
  return { title, content: [backToAccount(), heading(title, lead), element], focus: current.input }
}

const me = () => signedIn.call('GET /me')

export const changePinScreen = async (): Promise<Screen> => {
  const { phone, email } = await me()
  return changeScreen({
    ...{ title: say.pin.title, lead: words.newPin.lead, done: say.pin.done },
    ...{ current: currentPin(), pair: await pinPair(), who: phone ?? email },
    change: (current, fresh) => signedIn.call('POST /me/pin', { body: { currentPin: current, newPin: fresh } }),
  })
}

export const changePasswordScreen = async (): Promise<Screen> => {
  const { phone, email } = await me()
  return changeScreen({
    ...{ title: say.password.title, lead: words.newPassword.lead, done: say.password.done },
    ...{ current: currentPassword(), pair: await passwordPair(), who: email ?? phone },
    change: (current, fresh) =>
      signedIn.call('POST /me/password', { body: { currentPassword: current, newPassword: fresh } }),
  })
}
