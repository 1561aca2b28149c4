import { api } from '../ui/api.ts'
import { checkField } from '../ui/check-field.ts'
import { codeScreen } from '../ui/code-step.ts'
import { type Instead, instead } from '../ui/instead.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { finish } from './finish.ts'
import { type CodeView, type Flow, flow, keepFlow, pathOf, standing, startOf } from './flow.ts'

const { code: say, trust } = words

const back = ({ by, loginId }: Flow) => {
  keepFlow(undefined)
  void api.call('DELETE /login/{loginId}', { params: { loginId } }).catch(() => {})
  void go(startOf(by))
}

/** Says what the code does: goes on to the next step, or signs in. */
const submitOf = ({ by, code }: Flow): string => {
  if (by === 'phone') return words.submit
  return code?.followedBy === undefined ? words.signIn : words.onward
}

/** The step of a code, by text message or e-mail, in either journey. */
export const loginCodeScreen = (): Screen | Instead => {
  const it = flow()
  if (it?.code === undefined || pathOf(it) !== '/sign-in/code') return instead(standing(it, 'phone'))
  const params = { loginId: it.loginId }
  // An answer may come when the person has gone on, or when another tab has.
  const isHere = () => flow()?.loginId === it.loginId && flow()?.next === it.next
  const take = (code: CodeView): CodeView => {
    if (isHere()) keepFlow({ ...it, code })
    return code
  }
  const goOn = async ({ next, code }: Pick<Flow, 'next' | 'code'>): Promise<void> => {
    keepFlow({ ...it, next, code })
    await go(pathOf({ next }))
  }
  // Only the code that signs in decides about trust.
  const signsIn = it.by === 'email' && it.code.followedBy === undefined
  const trusting = signsIn ? checkField(trust.label, trust.hint) : undefined
  return codeScreen({
    title: it.code.channel === 'sms' ? say.title : say.emailTitle,
    code: it.code,
    submit: submitOf(it),
    back: { label: it.by === 'phone' ? say.backToNumber : say.backToEmail, run: () => back(it) },
    extra: trusting ? [trusting.element] : [],
    answer: async (code) => {
      const body = trusting ? { code, trustDevice: trusting.value() } : { code }
      const reply = await api.call('POST /login/{loginId}/code', { params, body })
      if (!('next' in reply)) return finish()
      await goOn(reply as Pick<Flow, 'next' | 'code'>)
    },
    resend: async (channel) => {
      const body = channel === undefined ? {} : { channel }
      return take((await api.call('POST /login/{loginId}/code/resend', { params, body })).code)
    },
    read: async () => {
      const { next, code } = await api.call('GET /login/{loginId}', { params })
      if (next !== it.next && isHere()) await goOn({ next, code })
      return next === it.next && code ? take(code) : undefined
    },
    leave: leaveWhenClosed(it.by),
  })
}
