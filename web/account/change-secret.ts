import { passwordPair } from '../reset/password-pair.ts'
import { pinPair } from '../reset/pin-pair.ts'
import { codeField } from '../ui/code-field.ts'
import { form, type Placed } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { passwordField } from '../ui/secret-field.ts'
import { words } from '../ui/words.ts'
import { backToAccount } from './change-profile.ts'
import { signedIn } from './session.ts'
import { accountWords as say } from './words.ts'

// The pair of new fields stands after the current one: what it says belongs one field further down.
const further = (placed: Placed | undefined): Placed | undefined => placed && { ...placed, at: (placed.at ?? 0) + 1 }

/** A new PIN, for somebody who knows the current one. */
export const changePinScreen = async (): Promise<Screen> => {
  const pair = await pinPair()
  const current = codeField({
    ...{ label: say.pin.current, name: 'current', missing: words.pin.missing },
    autocomplete: 'current-password',
  })
  const run = async () => {
    await signedIn.call('POST /me/pin', { body: { currentPin: current.value(), newPin: pair.value() } })
    noticeLater({ tone: 'good', ...say.pin.done })
    await go('/account')
  }
  const element = form({
    fields: [current, ...pair.fields],
    body: [current.element, ...pair.elements],
    submit: say.save,
    run,
    place: (problem) => further(pair.place(problem)),
  })
  return {
    title: say.pin.title,
    content: [backToAccount(), heading(say.pin.title, words.newPin.lead), element],
    focus: current.input,
  }
}

/** A new password, for somebody who knows the current one. */
export const changePasswordScreen = async (): Promise<Screen> => {
  const pair = await passwordPair()
  const current = passwordField({
    ...{ label: say.password.current, name: 'current', missing: words.email.passwordMissing },
    autocomplete: 'current-password',
  })
  const run = async () => {
    const body = { currentPassword: current.value(), newPassword: pair.value() }
    await signedIn.call('POST /me/password', { body })
    noticeLater({ tone: 'good', ...say.password.done })
    await go('/account')
  }
  const element = form({
    fields: [current, ...pair.fields],
    body: [current.element, ...pair.elements],
    submit: say.save,
    run,
    place: (problem) => further(pair.place(problem)),
  })
  return {
    title: say.password.title,
    content: [backToAccount(), heading(say.password.title, words.newPassword.lead), element],
    focus: current.input,
  }
}
