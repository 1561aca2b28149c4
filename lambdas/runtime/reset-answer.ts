import { judgeCode } from '#core/login'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { type CodeStep, type Reset, type ResetPurpose, triesOf, type WaitStep } from '#core/reset'
import { isTheirs, type ResetKey } from '#core/reset-ports'
import { iso, waitSeconds } from '#core/time'
import type { Caller } from './caller.ts'
import { orGiveBack } from './give-back.ts'
import { readLoginId } from './login-id.ts'
import { asWait } from './reset-view.ts'
import { tellCodesEnd } from './tell-codes-end.ts'
import { testNumberFor } from './test-number.ts'

export type AnswerPorts = Pick<
  Ports,
  'resets' | 'resetCallback' | 'codes' | 'people' | 'messages' | 'clock' | 'chance' | 'limits' | 'stage'
>
type ClosePorts = Pick<AnswerPorts, 'resets' | 'resetCallback'>

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

/** Tells the workflow that the secret holds. Where it began its wait between our reading and our writing, it gave a newer token: that one is told. */
export const tellDone = async (
  key: ResetKey,
  token: string | undefined,
  { resets, resetCallback }: Pick<Ports, 'resets' | 'resetCallback'>,
): Promise<void> => {
  if ((await resetCallback.answered(token)) !== 'late') return
  const newer = (await resets.read(key))?.token
  if (newer !== token) await resetCallback.answered(newer)
}

/** Both channels were proved: no wrong codes are in a row any more, wherever they were typed. Where that cannot be written they stay, which is stricter. */
export const endRows = async (
  { phoneIndex, emailIndex }: Pick<Person, 'phoneIndex' | 'emailIndex'>,
  { resets }: Pick<Ports, 'resets'>,
): Promise<void> => {
  const indexes = [phoneIndex, emailIndex].filter((index) => index !== undefined)
  await Promise.all(indexes.map((index) => resets.endRow(index).catch(() => undefined)))
}

/** Leaving twice, or leaving what never was, is leaving. Before its first code a reset runs on without this client, so that beginning again sends nothing new. */
export const leaveReset = async (
  resetId: string,
  caller: Caller,
  purpose: ResetPurpose,
  ports: ClosePorts,
): Promise<undefined> => {
  const key = readLoginId(resetId, caller.binding)
  if (key === undefined || (await ports.resets.leave({ ...key, purpose }))) return undefined
  await endReset({ ...key, purpose }, 'cancelled', 'cancelled', ports)
  return undefined
}

/** The person as they were when the reset began; a reset that was overtaken by a change, a lock or another reset ends here. */
export const stillTheirs = async (
  key: ResetKey,
  reset: Reset,
  ports: ClosePorts & Pick<Ports, 'people'>,
): Promise<Person> => {
  const person = reset.personId === undefined ? undefined : await ports.people.read(reset.personId)
  if (person !== undefined && person.epoch === reset.epoch && !person.disabled) return person
  await endReset(key, 'cancelled', 'ended_by_change', ports)
  throw new Refused('reset_closed')
}

type WithContacts = Pick<Ports, 'contacts'>
type Right = Promise<Reset & { readonly personId: string }>
/** A text message may have gone to a test number, so its step has to be able to look. */
type RightCode = {
  (key: ResetKey, step: 'sms_code', typed: string, ports: AnswerPorts & WithContacts): Right
  (key: ResetKey, step: 'email_code', typed: string, ports: AnswerPorts): Right
}

const waitOf = (reset: Reset, step: CodeStep, { contacts, ...ports }: AnswerPorts & Partial<WithContacts>) => {
  const wait = asWait(reset, step)
  return contacts === undefined ? wait : { ...wait, testNumber: testNumberFor(wait, { ...ports, contacts }) }
}

/** The reset whose newest code was typed; leaves for everything else. Nobody's code is ever right. */
export const rightCode: RightCode = async (key, step, typed, ports) => {
  const { resets, codes, clock, limits } = ports
  const reset = await spend(key, step, ports)
  const wait = waitOf(reset, step, ports)
  const giveBack = () => resets.refundTry(key, step, 'not_compared')
  const sent = await orGiveBack(giveBack, () => codes.of(wait, reset.sends))
  const verdict = judgeCode(wait, typed, sent, clock.now(), limits, codes.same)
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
  if (await resets.countWrongCode(key, reset)) await tellCodesEnd(reset, ports)
  await endIfSpent(key, reset, step, ports)
  throw new Refused('wrong_code', { attemptsLeft: Math.max(0, triesOf(step, limits) - reset.tries) })
}
