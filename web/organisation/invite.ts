import { signedIn } from '../account/session.ts'
import { el } from '../ui/element.ts'
import { frame, textField } from '../ui/field.ts'
import { form } from '../ui/form.ts'
import { backButton, heading } from '../ui/heading.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
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

/** A new person: told by e-mail and text message, they choose their own secret. */
export const inviteScreen = (): Screen => {
  const name = textField({ label: invite.name, name: 'name', autocomplete: 'off', missing: invite.nameMissing })
  const email = textField({ label: invite.email, name: 'email', type: 'email', autocomplete: 'off' })
  const phone = textField({ label: invite.phone, name: 'phone', type: 'tel', autocomplete: 'off' })
  const role = roleField()
  const neither = () => (email.value() === '' && phone.value() === '' ? invite.oneOf : undefined)
  const fields = [name, { ...email, check: neither }, phone, role]
  const run = async () => {
    const body = {
      ...{ name: name.value(), role: role.value() },
      ...(email.value() === '' ? {} : { email: email.value() }),
      ...(phone.value() === '' ? {} : { phone: phone.value() }),
    }
    await signedIn.call('POST /organisation/people', { body })
    noticeLater({ tone: 'good', title: invite.done(name.value()) })
    await go('/admin')
  }
  const element = form({
    fields,
    body: fields.map((field) => field.element),
    submit: invite.submit,
    run,
    place: ({ code, title, detail }) =>
      code === 'invalid_request' ? { fault: { title: invite.oneOf }, at: 1 } : { fault: { title, detail }, at: 2 },
  })
  const back = backButton(invite.back, () => void go('/admin'))
  return { title: invite.title, content: [back, heading(invite.title, invite.lead), element], focus: name.input }
}
