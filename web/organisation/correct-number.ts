import { signedIn } from '../account/session.ts'
import { el } from '../ui/element.ts'
import { textField } from '../ui/field.ts'
import { form } from '../ui/form.ts'
import { notice } from '../ui/notices.ts'
import { panel } from '../ui/panel.ts'
import { phoneField } from '../ui/phone-field.ts'
import { again } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import type { Member } from './people.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

/** Corrects a number that was entered wrongly, with the reason that the audit keeps. */
export const correctPanel = ({ personId }: Member): HTMLElement => {
  const phone = phoneField({ label: tell.newNumber })
  const reason = textField({ label: tell.reason, name: 'reason', autocomplete: 'off', missing: tell.reasonMissing })
  const run = async () => {
    const body = { phone: phone.value(), reason: reason.value() }
    await signedIn.call('PATCH /organisation/people/{personId}', { params: { personId }, body })
    await again()
    notice({ tone: 'good', title: tell.corrected })
  }
  const element = form({
    fields: [phone, reason],
    body: [phone.element, reason.element],
    submit: say.save,
    run,
    place: ({ code }) => (code === 'invalid_request' ? { fault: { title: words.number.notMobile } } : undefined),
  })
  return panel(tell.correct, el('p', { class: 'hint' }, tell.correctLead), element)
}
