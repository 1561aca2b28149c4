import type { CodeView } from '../sign-in/flow.ts'
import { codeScreen } from '../ui/code-step.ts'
import { type Instead, instead } from '../ui/instead.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { doorsOf } from './doors.ts'
import { progress } from './progress.ts'
import { isCodeStep, keepReset, type Moved, pathOf, type Reset, resetOf, standing, startOf } from './reset.ts'

const { code: say, reset: tell } = words

// A PIN takes four steps, always; a password three or four, which nobody knows before the first code.
const progressOf = ({ of, next }: Reset) => (of === 'pin' ? progress(next === 'sms_code' ? 2 : 3, 4) : undefined)

/** The step of a code of a reset: first one way, then the other. */
export const resetCodeScreen = (of: Reset['of']) => (): Screen | Instead => {
  const it = resetOf(of)
  const doors = doorsOf[of]
  if (it?.code === undefined || !isCodeStep(it.next)) return instead(standing(of, it))
  const { next: step, resetId } = it
  // An answer may come when the person has gone on, or when another tab has.
  const isHere = () => resetOf(of)?.resetId === resetId && resetOf(of)?.next === step
  const take = (code: CodeView): CodeView => {
    if (isHere()) keepReset({ ...it, code })
    return code
  }
  const goOn = async ({ next, code }: Moved): Promise<void> => {
    keepReset({ of, resetId, next, code })
    await go(pathOf(of, next))
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
    answer: async (digits) => goOn(await doors.answer(step, resetId, digits)),
    resend: async () => take(await doors.resend(resetId)),
    read: async () => {
      const { next, code } = await doors.read(resetId)
      if (next !== step && isHere()) await goOn({ next, code })
      return next === step && code ? take(code) : undefined
    },
    leave: leaveWhenClosed(of),
  })
}
