import { type PhoneField, phoneField } from '../ui/phone-field.ts'
import { words } from '../ui/words.ts'
import { type Contact, entryScreen, proofScreen } from './contact-change.ts'
import { signedIn } from './session.ts'
import { accountWords } from './words.ts'

const say = accountWords.phone

const number: Contact<PhoneField> = {
  path: '/account/number',
  say,
  codeTitle: words.code.title,
  backToEntry: words.code.backToNumber,
  notOne: words.number.notMobile,
  of: ({ phone }) => phone,
  field: () => phoneField({ label: say.label }),
  begin: (field, secret) =>
    signedIn.call('POST /me/phone', { body: { phone: field.value(), country: field.country(), ...secret } }),
  read: (changeId) => signedIn.call('GET /me/phone/{changeId}', { params: { changeId } }),
  resend: (changeId) => signedIn.call('POST /me/phone/{changeId}/code/resend', { params: { changeId }, body: {} }),
  answer: (changeId, code) => signedIn.call('POST /me/phone/{changeId}/code', { params: { changeId }, body: { code } }),
}

/** A new number for oneself. */
export const numberScreen = () => entryScreen(number)

/** The code that was sent to the new number. */
export const numberCodeScreen = () => proofScreen(number)
