import { api } from '../ui/api.ts'
import { checkField } from '../ui/check-field.ts'
import { codeScreen } from '../ui/code-step.ts'
import { instead } from '../ui/instead.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { finish } from './finish.ts'
import { type CodeView, type Flow, flow, keepFlow, pathOf, startOf } from './flow.ts'
import { numberScreen } from './number.ts'

const { code: say, trust } = words

const back = ({ by, loginId }: Flow) => {
  keepFlow(undefined)
  void api.call('DELETE /login/{loginId}', { params: { loginId } }).catch(() => {})
  void go(startOf(by))
}

/** The step of a code, by text message or e-mail, in either journey. */
export const loginCodeScreen = (): Screen => {
  const it = flow()
  if (it?.code === undefined) return instead('/sign-in', numberScreen)
  const params = { loginId: it.loginId }
  const take = (code: CodeView): CodeView => {
    keepFlow({ ...it, ...flow(), code })
    return code
  }
  const trusting = it.by === 'email' ? checkField(trust.label, trust.hint) : undefined
  return codeScreen({
    title: it.code.channel === 'sms' ? say.title : say.emailTitle,
    code: it.code,
    submit: it.by === 'email' ? words.signIn : words.submit,
    back: { label: it.by === 'phone' ? say.backToNumber : say.backToEmail, run: () => back(it) },
    extra: trusting ? [trusting.element] : [],
    answer: async (code) => {
      const body = trusting ? { code, trustDevice: trusting.value() } : { code }
      const reply = await api.call('POST /login/{loginId}/code', { params, body })
      if (!('next' in reply)) return finish()
      const { next, code: following } = reply as { next: Flow['next']; code?: CodeView }
      keepFlow({ ...it, next, code: following ?? it.code })
      await go(pathOf({ next }))
    },
    resend: async (channel) => {
      const body = channel === undefined ? {} : { channel }
      return take((await api.call('POST /login/{loginId}/code/resend', { params, body })).code)
    },
    read: async () => {
      const { code } = await api.call('GET /login/{loginId}', { params })
      return code && take(code)
    },
    leave: leaveWhenClosed(it.by),
  })
}
