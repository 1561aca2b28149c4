import type { ProblemFacts } from '../client/problem.ts'
import type { CodeView } from '../sign-in/flow.ts'
import { codeField } from '../ui/code-field.ts'
import { codeScreen } from '../ui/code-step.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { instead } from '../ui/instead.ts'
import { keep, kept } from '../ui/kept.ts'
import { noticeLater } from '../ui/notices.ts'
import { phoneField } from '../ui/phone-field.ts'
import { go, type Screen } from '../ui/router.ts'
import { passwordField } from '../ui/secret-field.ts'
import { words } from '../ui/words.ts'
import { backToAccount } from './change-profile.ts'
import { signedIn } from './session.ts'
import { accountWords as say } from './words.ts'

type Change = { readonly changeId: string; readonly code: CodeView }

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
    keep('change', { changeId, code } satisfies Change)
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

// A change that has ended, or whose number turned out to be somebody else's, begins anew.
const leave = ({ code, detail }: ProblemFacts): boolean => {
  if (code !== 'login_closed' && code !== 'invalid_request') return false
  keep('change', undefined)
  const said = code === 'invalid_request' ? say.phone.taken : { title: say.phone.ended, detail }
  noticeLater({ tone: 'bad', ...said })
  void go('/account/number', 'replace')
  return true
}

/** The code that proves the new number. */
export const numberCodeScreen = (): Screen | Promise<Screen> => {
  const change = kept<Change>('change')
  if (!change) return instead('/account/number', numberScreen)
  const params = { changeId: change.changeId }
  const take = (code: CodeView): CodeView => {
    keep('change', { ...change, code } satisfies Change)
    return code
  }
  return codeScreen({
    title: words.code.title,
    code: change.code,
    submit: words.submit,
    back: { label: words.code.backToNumber, run: () => void go('/account/number') },
    answer: async (code) => {
      await signedIn.call('POST /me/phone/{changeId}/code', { params, body: { code } })
      keep('change', undefined)
      noticeLater({ tone: 'good', ...say.phone.done })
      await go('/account')
    },
    resend: async () => take((await signedIn.call('POST /me/phone/{changeId}/code/resend', { params, body: {} })).code),
    read: async () => take((await signedIn.call('GET /me/phone/{changeId}', { params })).code),
    leave,
  })
}
