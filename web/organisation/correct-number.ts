import { signedIn } from '../account/session.ts'
import { textField } from '../ui/field.ts'
import { phoneField } from '../ui/phone-field.ts'
import type { Screen } from '../ui/router.ts'
import { correctionScreen } from './correction.ts'
import { placedBy } from './placed.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

/** Why something is changed, for the audit. */
export const reasonField = () =>
  textField({ label: tell.reason, name: 'reason', autocomplete: 'off', missing: tell.reasonMissing, longest: 200 })

/** Corrects a number that was entered wrongly, or adds one, with the reason that the audit keeps. */
export const numberScreen = (personId: string) => async (): Promise<Screen> => {
  const params = { personId }
  const member = await signedIn.call('GET /organisation/people/{personId}', { params })
  const phone = phoneField({ label: tell.newNumber, autocomplete: 'off' })
  const reason = reasonField()
  return correctionScreen({
    member,
    what: 'number',
    title: member.phone === undefined ? tell.addNumber : tell.correct,
    fields: [phone, reason],
    save: async () => {
      const body = { phone: phone.value(), country: phone.country(), reason: reason.value() }
      await signedIn.call('PATCH /organisation/people/{personId}', { params, body })
    },
    saved: tell.corrected,
    place: placedBy({ phone: { at: 0, title: tell.numberRefused } }, 0),
  })
}
