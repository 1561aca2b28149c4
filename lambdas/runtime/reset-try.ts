import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { Reset, ResetPurpose, SecretStep, WaitStep } from '#core/reset'
import { isTheirs, type ResetKey } from '#core/reset-ports'
import { waitSeconds } from '#core/time'
import type { Caller } from './caller.ts'
import { readLoginId } from './login-id.ts'

/** Why this client cannot go on: the message did not go, and why; or nothing that anybody else may know. */
export const closed = (reset: Reset | undefined, key: ResetKey, { clock }: Pick<Ports, 'clock'>): Refused => {
  if (reset === undefined || !isTheirs(reset, key) || reset.end !== 'not_sent') return new Refused('reset_closed')
  const { unsent, country, heldUntil = 0 } = reset
  if (unsent === 'sms_budget_spent') return new Refused(unsent, { alternatives: [] })
  if (unsent === 'country_not_allowed') return new Refused(unsent, country === undefined ? {} : { country })
  if (unsent === 'too_many_messages')
    return new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(heldUntil, clock.now()) })
  return new Refused('message_not_sent', { alternatives: [] })
}

/** A reset is always asked for with its purpose: a step of one journey opens nothing of the other. */
export const readResetId = (resetId: string, caller: Caller, purpose: ResetPurpose): ResetKey => {
  const key = readLoginId(resetId, caller.binding)
  if (key === undefined) throw new Refused('reset_closed')
  return { ...key, purpose }
}

/** Charges a try before anything is looked at. */
export const spend = async (key: ResetKey, step: WaitStep, ports: Pick<Ports, 'resets' | 'clock'>): Promise<Reset> => {
  const charge = await ports.resets.spendTry(key, step)
  if (!charge.charged) throw closed(charge.it, key, ports)
  return charge.it
}

/** Charges a try of a new secret, and does the work that it is for. Where that failed by our fault nothing was judged in the end, and the try goes back. */
export const trying = async <T>(
  key: ResetKey,
  step: SecretStep,
  ports: Pick<Ports, 'resets' | 'clock'>,
  work: (reset: Reset) => Promise<T>,
): Promise<T> => {
  const reset = await spend(key, step, ports)
  try {
    return await work(reset)
  } catch (error) {
    if (!(error instanceof Refused)) await ports.resets.refundTry(key, step, 'not_compared')
    throw error
  }
}
