import { signedIn } from '../account/session.ts'
import { textField } from '../ui/field.ts'
import { heading } from '../ui/heading.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { backToPerson } from './correction.ts'
import { placedBy } from './placed.ts'
import { savingForm } from './saving-form.ts'
import { organisationWords as say } from './words.ts'

const { person: tell, invite } = say

/** A person's name, as it stands in the list and in the audit. */
export const nameScreen = (personId: string) => async (): Promise<Screen> => {
  const params = { personId }
  const member = await signedIn.call('GET /organisation/people/{personId}', { params })
  const name = textField({
    ...{ label: tell.name, name: 'name', autocomplete: 'off', value: member.name },
    ...{ missing: invite.nameMissing, longest: 100 },
  })
  const run = async () => {
    await signedIn.call('PATCH /organisation/people/{personId}', { params, body: { name: name.value() } })
    noticeLater({ tone: 'good', title: tell.nameChanged })
    await go(`/admin/people/${personId}`)
  }
  const place = placedBy({ name: { at: 0, title: invite.nameMissing } })
  const { element, leave } = savingForm({ fields: [name], body: [name.element], run, place })
  return {
    title: tell.changeName,
    content: [backToPerson(member), heading(tell.changeName), element],
    focus: name.input,
    leave,
  }
}
