import { judgeCode } from '#core/login'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { type CodeStep, type Reset, triesOf, type WaitStep } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import { iso } from '#core/time'
import { readLoginId } from './login-id.ts'
import { asWait } from './reset-view.ts'

export type AnswerPorts = Pick<Ports, 'resets' | 'resetCallback' | 'codes' | 'clock' | 'limits'>
type ClosePorts = Pick<AnswerPorts, 'resets' | 'resetCallback'>

/** Why this client cannot go on: the message did not go, or nothing that anybody else may know. */
export const closed = (reset: Reset | undefined, key: ResetKey): Refused => {
  const ours = reset !== undefined && reset.handles[key.handle] === key.binding
  return ours && reset.end === 'not_sent'
    ? new Refused('message_not_sent', { alternatives: [] })
    : new Refused('reset_closed')
}

export const readResetId = (resetId: string, binding: string): ResetKey => {
  const key = readLoginId(resetId, binding)
  if (key === undefined) throw new Refused('reset_closed')
  return key
}

/** Charges a try before anything is looked at. */
export const spend = async (key: ResetKey, step: WaitStep, { resets }: Pick<Ports, 'resets'>): Promise<Reset> => {
  const charge = await resets.spendTry(key, step)
  if (!charge.charged) throw closed(charge.it, key)
  return charge.it
}

/** Ends a reset whose tries are used up, and wakes the workflow to see it. */
export const endIfSpent = async (
  key: ResetKey,
  reset: Reset,
  step: WaitStep,
  ports: ClosePorts & Pick<Ports, 'limits'>,
) => {
  if (reset.tries < triesOf(step, ports.limits)) return
  await endReset(key, 'too_many_tries', 'limit_reached', ports)
}

export const endReset = async (
  key: ResetKey,
  end: 'too_many_tries' | 'cancelled' | 'not_sent',
  word: string,
  { resets, resetCallback }: ClosePorts,
): Promise<void> => {
  const ended = await resets.end(key, end, word)
  await resetCallback.over(ended?.token)
}

/** The reset whose newest code was typed; leaves for everything else. Nobody's code is ever right. */
export const rightCode = async (
  key: ResetKey,
  step: CodeStep,
  typed: string,
  ports: AnswerPorts,
): Promise<Reset & { readonly personId: string }> => {
  const { resets, codes, clock, limits } = ports
  const reset = await spend(key, step, ports)
  const wait = asWait(reset, step)
  const verdict = judgeCode(wait, typed, await codes.of(wait, reset.sends), clock.now(), limits, codes.same)
  const { personId } = reset
  if (verdict === 'expired') {
    await resets.refundTry(key, step, 'code_expired')
    throw new Refused('code_expired')
  }
  if (personId !== undefined && verdict === 'right') return { ...reset, personId }
  if (personId !== undefined && verdict === 'earlier') {
    await resets.refundTry(key, step, 'earlier_code')
    throw new Refused('earlier_code', { newestSentAt: iso(reset.sentAt) })
  }
  await resets.note(key, 'wrong_code')
  await endIfSpent(key, reset, step, ports)
  throw new Refused('wrong_code', { attemptsLeft: Math.max(0, triesOf(step, limits) - reset.tries) })
}
