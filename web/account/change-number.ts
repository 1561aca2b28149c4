import { codeField } from '../ui/code-field.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { instead } from '../ui/instead.ts'
import { keep, kept, takeKept } from '../ui/kept.ts'
import { noticeLater } from '../ui/notices.ts'
import { phoneField } from '../ui/phone-field.ts'
import { go, type Screen } from '../ui/router.ts'
import { passwordField } from '../ui/secret-field.ts'
import { words } from '../ui/words.ts'
import { backToAccount } from './change-profile.ts'
import { overviewScreen } from './overview.ts'
import { signedIn } from './session.ts'
import { accountWords as say } from './words.ts'

type Change = { readonly changeId: string; readonly sentTo: string }

const currentSecret = (hasPin: boolean) =>
  hasPin
    ? codeField({
        ...{ label: say.pin.current, name: 'current', missing: words.pin.missing },
        autocomplete: 'current-password',
      })
    : passwordField({
        ...{ label: say.password.current, name: 'current', missing: words.email.passwordMissing },
        autocomplete: 'current-password',
      })

/** A new number, with the secret that shows who is asking. */
export const numberScreen = async (): Promise<Screen> => {
  const { hasPin } = await signedIn.call('GET /me')
  const phone = phoneField({ label: say.phone.label })
  const current = currentSecret(hasPin)
  const run = async () => {
    const secret = hasPin ? { currentPin: current.value() } : { currentPassword: current.value() }
    const body = { phone: phone.value(), country: phone.country(), ...secret }
    const { changeId, code } = await signedIn.call('POST /me/phone', { body })
    keep('change', { changeId, sentTo: code.sentTo } satisfies Change)
    await go('/account/number/code')
  }
  const element = form({
    fields: [phone, current],
    body: [phone.element, current.element],
    submit: words.submit,
    run,
    place: ({ code, title, detail }) =>
      code === 'invalid_request'
        ? { fault: { title: words.number.notMobile } }
        : { fault: { title, detail }, at: code === 'country_not_allowed' ? 0 : 1 },
  })
  return {
    title: say.phone.title,
    content: [backToAccount(), heading(say.phone.title, say.phone.lead), element],
    focus: phone.input,
  }
}

/** The code that proves the new number. */
export const numberCodeScreen = async (): Promise<Screen> => {
  const change = kept<Change>('change')
  if (!change) return instead('/account', overviewScreen)
  const field = codeField({
    ...{ label: words.code.label, name: 'code', missing: words.code.missing },
    autocomplete: 'one-time-code',
  })
  const run = async () => {
    const ask = { params: { changeId: change.changeId }, body: { code: field.value() } }
    await signedIn.call('POST /me/phone/{changeId}/code', ask)
    takeKept('change')
    noticeLater({ tone: 'good', ...say.phone.done })
    await go('/account')
  }
  const element = form({ fields: [field], body: [field.element], submit: words.submit, run })
  return {
    title: say.phone.title,
    content: [backToAccount(), heading(say.phone.title, words.code.sms(change.sentTo)), element],
    focus: field.input,
  }
}
