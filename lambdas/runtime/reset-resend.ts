import { nextSendAt } from '#core/login'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { isCodeStep, type ResetPurpose } from '#core/reset'
import { isTheirs } from '#core/reset-ports'
import { waitSeconds } from '#core/time'
import type { Caller } from './caller.ts'
import { closed, readResetId } from './reset-answer.ts'
import { resetCode, resetJob } from './reset-view.ts'

/** Sends the step's code again, when its wait is over and a send is left. Needs no workflow: it works while that is away. */
export const resendReset = async (
  resetId: string,
  caller: Caller,
  purpose: ResetPurpose,
  ports: Pick<Ports, 'resets' | 'messages' | 'clock' | 'limits'>,
) => {
  const { resets, messages, clock, limits } = ports
  const key = readResetId(resetId, caller, purpose)
  const sent = await resets.resend(key)
  const reset = sent.it
  if (sent.charged && isCodeStep(sent.it.step)) {
    await messages.dispatch(resetJob(sent.it, sent.it.step, ports))
    return { code: resetCode(sent.it, sent.it.step, ports) }
  }
  if (reset === undefined || !isTheirs(reset, key) || !isCodeStep(reset.step)) throw closed(reset, key)
  if (reset.expiresAt <= clock.now() || reset.tries >= limits.codeTriesPerLogin) throw closed(reset, key)
  const at = nextSendAt(reset, limits)
  if (at === undefined) throw new Refused('no_sends_left')
  throw new Refused('resend_too_soon', { retryAfterSeconds: waitSeconds(at, clock.now()) })
}
