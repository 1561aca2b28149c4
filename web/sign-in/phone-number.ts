import { api } from '../ui/api.ts'
import { backButton, heading } from '../ui/heading.ts'
import { type Instead, instead } from '../ui/instead.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { flow, keepFlow, pathOf, standing } from './flow.ts'
import { numberForm } from './number-form.ts'

const { askNumber: say } = words

/** Somebody whose profile has no number says where the code can go, this once. */
export const phoneNumberScreen = (): Screen | Instead => {
  const it = flow()
  if (it?.next !== 'phone_number') return instead(standing(it, 'email'))
  const params = { loginId: it.loginId }
  const back = () => {
    keepFlow(undefined)
    void api.call('DELETE /login/{loginId}', { params }).catch(() => {})
    void go('/sign-in/email')
  }
  const { element, screen } = numberForm({
    ...{ label: say.label, submit: say.submit, leave: leaveWhenClosed('email') },
    run: async (body) => {
      const { next, code } = await api.call('POST /login/{loginId}/phone-number', { params, body })
      keepFlow({ ...it, next, code })
      await go(pathOf({ next }))
    },
  })
  const content = [backButton(say.back, back), heading(say.title, say.lead), element]
  return { title: say.title, content, ...screen }
}
