import { nextSendAt } from '#core/code-verdict'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { isCodeStep, type ResetPurpose } from '#core/reset'
import { isTheirs, type ResetKey } from '#core/reset-ports'
import { waitSeconds } from '#core/time'
import type { Caller } from './caller.ts'
import { closed, readResetId } from './reset-try.ts'
import { deliveryOf, resetCode, resetJob } from './reset-view.ts'

/** A message that was held back is not asked for again before its time: that would cost one of the few sends, and bring nothing. */
const refuseWhileHeld = async (key: ResetKey, ports: Pick<Ports, 'resets' | 'deliveries' | 'clock'>): Promise<void> => {
  const reset = await ports.resets.read(key)
  if (reset === undefined || !isCodeStep(reset.step)) return
  const { retryAt = 0 } = await deliveryOf(reset, reset.step, ports)
  const now = ports.clock.now()
  if (retryAt > now) throw new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(retryAt, now) })
}

/** Sends the step's code again, when its wait is over and a send is left. Needs no workflow: it works while that is away. */
export const resendReset = async (
  resetId: string,
  caller: Caller,
  purpose: ResetPurpose,
  ports: Pick<Ports, 'resets' | 'messages' | 'deliveries' | 'clock' | 'limits'>,
) => {
  const { resets, messages, clock, limits } = ports
  const key = readResetId(resetId, caller, purpose)
  await refuseWhileHeld(key, ports)
  const sent = await resets.resend(key)
  const reset = sent.it
  if (sent.charged && isCodeStep(sent.it.step)) {
    await messages.dispatch(resetJob(sent.it, sent.it.step, ports))
    return { code: resetCode(sent.it, sent.it.step, ports) }
  }
  if (reset === undefined || !isTheirs(reset, key) || !isCodeStep(reset.step)) throw closed(reset, key, ports)
  if (reset.expiresAt <= clock.now() || reset.tries >= limits.codeTriesPerLogin) throw closed(reset, key, ports)
  const at = nextSendAt(reset, limits)
  if (at === undefined) throw new Refused('no_sends_left')
  throw new Refused('resend_too_soon', { retryAfterSeconds: waitSeconds(at, clock.now()) })
}
