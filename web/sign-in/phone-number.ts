import { api } from '../ui/api.ts'
import { form } from '../ui/form.ts'
import { backButton, heading } from '../ui/heading.ts'
import { instead } from '../ui/instead.ts'
import { phoneField } from '../ui/phone-field.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { emailScreen } from './email.ts'
import { flow, keepFlow, pathOf } from './flow.ts'

const { askNumber: say, number } = words

/** Somebody whose profile has no number says where the code can go, this once. */
export const phoneNumberScreen = (): Screen => {
  const it = flow()
  if (it?.next !== 'phone_number') return instead('/sign-in/email', emailScreen)
  const params = { loginId: it.loginId }
  const phone = phoneField({ label: say.label })
  const run = async () => {
    const body = { phone: phone.value(), country: phone.country() }
    const { next, code } = await api.call('POST /login/{loginId}/phone-number', { params, body })
    keepFlow({ ...it, next, code })
    await go(pathOf({ next }))
  }
  const back = () => {
    keepFlow(undefined)
    void api.call('DELETE /login/{loginId}', { params }).catch(() => {})
    void go('/sign-in/email')
  }
  const element = form({
    fields: [phone],
    body: [phone.element],
    submit: say.submit,
    run,
    leave: leaveWhenClosed('email'),
    place: ({ code }) => (code === 'invalid_request' ? { fault: { title: number.notMobile } } : undefined),
  })
  return {
    title: say.title,
    content: [backButton(say.back, back), heading(say.title, say.lead), element],
    focus: phone.input,
  }
}
