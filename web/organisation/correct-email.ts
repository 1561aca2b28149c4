import { signedIn } from '../account/session.ts'
import { textField } from '../ui/field.ts'
import type { Screen } from '../ui/router.ts'
import { reasonField } from './correct-number.ts'
import { correctionScreen } from './correction.ts'
import { placedBy } from './placed.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

/** Corrects an e-mail address that was entered wrongly, or adds one where there is none, with the reason that the audit keeps. */
export const emailScreen = (personId: string) => async (): Promise<Screen> => {
  const params = { personId }
  const member = await signedIn.call('GET /organisation/people/{personId}', { params })
  const added = member.email === undefined
  const email = textField({
    ...{ label: added ? tell.email : tell.newEmail, name: 'email', type: 'email', autocomplete: 'off' },
    ...{ missing: tell.emailRefused, longest: 254 },
  })
  const reason = reasonField()
  return correctionScreen({
    member,
    what: 'address',
    title: added ? tell.addEmail : tell.correctEmail,
    fields: [email, reason],
    save: async () => {
      const body = { email: email.value(), reason: reason.value() }
      await signedIn.call('PATCH /organisation/people/{personId}', { params, body })
    },
    saved: tell.emailCorrected,
    place: placedBy({ email: { at: 0, title: tell.emailRefused } }),
  })
}
