import { api } from '../ui/api.ts'
import { checkField } from '../ui/check-field.ts'
import { codeField } from '../ui/code-field.ts'
import { form } from '../ui/form.ts'
import { backButton, heading, link, links } from '../ui/heading.ts'
import { type Instead, instead } from '../ui/instead.ts'
import { go, type Screen } from '../ui/router.ts'
import { whose } from '../ui/whose.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { finish } from './finish.ts'
import { flow, keepFlow, standing, startOf } from './flow.ts'

const { pin: say, trust, code } = words

/** The last step by phone: the PIN, and whether to trust this device. */
export const pinScreen = (): Screen | Instead => {
  const it = flow()
  if (it?.next !== 'pin') return instead(standing(it, 'phone'))
  const params = { loginId: it.loginId }
  const pin = codeField({ label: say.label, name: 'pin', missing: say.missing, autocomplete: 'current-password' })
  const trusting = it.trusted ? undefined : checkField(trust.label, trust.hint)
  const run = async () => {
    const body = { pin: pin.value(), trustDevice: trusting?.value() ?? false }
    await api.call('POST /login/{loginId}/pin', { params, body })
    finish()
  }
  const back = () => {
    keepFlow(undefined)
    void api.call('DELETE /login/{loginId}', { params }).catch(() => {})
    void go(startOf(it.by))
  }
  const body = [whose(), pin.element, ...(trusting ? [trusting.element] : [])]
  const leave = leaveWhenClosed(it.by)
  const element = form({ fields: [pin], body, submit: words.submit, run, leave })
  return {
    title: say.title,
    content: [
      backButton(code.backToNumber, back),
      heading(say.title, say.lead, it.trusted ? say.trusted : undefined),
      element,
      links(link('/reset-pin', say.forgot)),
    ],
    focus: pin.input,
  }
}
