import { signedIn } from '../account/session.ts'
import { el } from '../ui/element.ts'
import { frame, textField } from '../ui/field.ts'
import { backButton, heading } from '../ui/heading.ts'
import { noticeLater } from '../ui/notices.ts'
import { phoneField } from '../ui/phone-field.ts'
import { go, type Screen } from '../ui/router.ts'
import { placedBy } from './placed.ts'
import { savingForm } from './saving-form.ts'
import { organisationWords as say } from './words.ts'

const { invite } = say

const roleField = () => {
  const select = el(
    'select',
    { name: 'role' },
    el('option', { value: 'member' }, say.people.member),
    el('option', { value: 'admin' }, say.people.admin),
  )
  return {
    ...frame({ label: invite.role, input: select }),
    value: () => (select.value === 'admin' ? 'admin' : 'member') as 'admin' | 'member',
  }
}

const fieldsOf = () => {
  const email = textField({
    ...{ label: invite.email, name: 'email', type: 'email', autocomplete: 'off', longest: 254 },
  })
  const phone = phoneField({ label: invite.phone, autocomplete: 'off', optional: true })
  const neither = () => (email.value() === '' && phone.value() === '' ? invite.oneOf : undefined)
  return {
    name: textField({
      ...{ label: invite.name, name: 'name', autocomplete: 'off', missing: invite.nameMissing, longest: 100 },
    }),
    email: { ...email, check: neither },
    phone,
    role: roleField(),
  }
}

const place = placedBy(
  {
    name: { at: 0, title: invite.nameMissing },
    email: { at: 1, title: say.person.emailRefused },
    phone: { at: 2, title: say.person.numberRefused },
  },
  2,
)

/** A new person: told by e-mail and text message, they choose their own secret. */
export const inviteScreen = (): Screen => {
  const { name, email, phone, role } = fieldsOf()
  const fields = [name, email, phone, role]
  const run = async () => {
    const body = {
      ...{ name: name.value(), role: role.value() },
      ...(email.value() === '' ? {} : { email: email.value() }),
      ...(phone.value() === '' ? {} : { phone: phone.value(), country: phone.country() }),
    }
    await signedIn.call('POST /organisation/people', { body })
    noticeLater({ tone: 'good', title: invite.done(name.value()) })
    await go('/admin')
  }
  const body = fields.map((field) => field.element)
  const { element, leave } = savingForm({ fields, body, submit: invite.submit, run, place })
  const back = backButton(invite.back, () => void go('/admin'))
  return { title: invite.title, content: [back, heading(invite.title, invite.lead), element], focus: name.input, leave }
}
