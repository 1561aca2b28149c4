import type { CodeView } from '../sign-in/flow.ts'
import { codeScreen } from '../ui/code-step.ts'
import { instead } from '../ui/instead.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { doorsOf } from './doors.ts'
import { progress } from './progress.ts'
import { isCodeStep, keepReset, pathOf, type Reset, resetOf, startOf } from './reset.ts'
import { passwordResetScreen, pinResetScreen } from './start.ts'

const { code: say, reset: tell } = words

// A PIN takes four steps, always; a password three or four, which nobody knows before the first code.
const progressOf = ({ of, next }: Reset) => (of === 'pin' ? progress(next === 'sms_code' ? 2 : 3, 4) : undefined)

/** The step of a code of a reset: first one way, then the other. */
export const resetCodeScreen = (of: Reset['of']) => (): Screen => {
  const it = resetOf(of)
  const doors = doorsOf[of]
  if (it?.code === undefined || !isCodeStep(it.next))
    return instead(startOf(of), of === 'pin' ? pinResetScreen : passwordResetScreen)
  const { next: step, resetId } = it
  const take = (code: CodeView): CodeView => {
    keepReset({ ...it, code })
    return code
  }
  const back = () => {
    keepReset(undefined)
    void doors.leave(resetId).catch(() => {})
    void go(startOf(of))
  }
  return codeScreen({
    title: step === 'sms_code' ? tell.smsTitle : say.emailTitle,
    above: progressOf(it),
    code: it.code,
    submit: words.submit,
    back: { label: of === 'pin' ? say.backToNumber : tell.backToStart, run: back },
    answer: async (digits) => {
      const { next, code } = await doors.answer(step, resetId, digits)
      keepReset({ of, resetId, next, code })
      await go(pathOf(of, next))
    },
    resend: async () => take(await doors.resend(resetId)),
    read: async () => {
      const { next, code } = await doors.read(resetId)
      return code && next === step ? take(code) : undefined
    },
    leave: leaveWhenClosed(of),
  })
}
