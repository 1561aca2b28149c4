import type { Ports } from '#core/ports'
import { isCodeStep, type ResetPurpose } from '#core/reset'
import { secondsUntil } from '#core/time'
import type { Caller } from './caller.ts'
import { closed, readResetId } from './reset-try.ts'
import { deliveryOf, resetCode, standingOf } from './reset-view.ts'

/** Where this client's reset stands, with how far the newest code has come. After its end: back to signing in. */
export const readReset = async (
  resetId: string,
  caller: Caller,
  purpose: ResetPurpose,
  ports: Pick<Ports, 'resets' | 'deliveries' | 'clock' | 'limits'>,
) => {
  const key = readResetId(resetId, caller, purpose)
  const reset = await ports.resets.read(key)
  if (reset === undefined || reset.step === 'closed') throw closed(reset, key, ports)
  if (!isCodeStep(reset.step)) return standingOf(reset, ports)
  const { delivery, why, retryAt } = await deliveryOf(reset, reset.step, ports)
  const code = resetCode(reset, reset.step, ports, delivery)
  if (why === undefined) return { ...standingOf(reset, ports), code }
  const heldBackFor = retryAt === undefined ? 0 : secondsUntil(retryAt, ports.clock.now())
  const resendAfterSeconds = Math.max(code.resendAfterSeconds, heldBackFor)
  return { ...standingOf(reset, ports), code: { ...code, why, resendAfterSeconds } }
}
