import { addressField } from '../ui/address-field.ts'
import type { TextField } from '../ui/field.ts'
import { words } from '../ui/words.ts'
import { type Contact, entryScreen, proofScreen } from './contact-change.ts'
import { signedIn } from './session.ts'
import { accountWords } from './words.ts'

const say = accountWords.email

const address: Contact<TextField> = {
  path: '/account/email',
  say,
  codeTitle: words.code.emailTitle,
  backToEntry: say.back,
  notOne: words.email.notAddress,
  of: ({ email }) => email,
  field: () => addressField({ label: say.label, autocomplete: 'email' }),
  begin: (field, secret) => signedIn.call('POST /me/email', { body: { email: field.value(), ...secret } }),
  read: (changeId) => signedIn.call('GET /me/email/{changeId}', { params: { changeId } }),
  resend: (changeId) => signedIn.call('POST /me/email/{changeId}/code/resend', { params: { changeId }, body: {} }),
  answer: (changeId, code) => signedIn.call('POST /me/email/{changeId}/code', { params: { changeId }, body: { code } }),
}

/** A new e-mail address for oneself. */
export const emailScreen = () => entryScreen(address)

/** The code that was sent to the new address. */
export const emailCodeScreen = () => proofScreen(address)
