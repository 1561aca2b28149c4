import { judgeCode } from '#core/code-verdict'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { type CodeStep, type Reset, triesOf } from '#core/reset'
import type { ResetAdvance, ResetKey } from '#core/reset-ports'
import { iso } from '#core/time'
import { orGiveBack } from './give-back.ts'
import { endIfSpent } from './reset-end.ts'
import { closed, spend } from './reset-try.ts'
import { asWait } from './reset-view.ts'
import { tellCodesEnd } from './tell-codes-end.ts'
import { testNumberFor } from './test-number.ts'

type AnswerPorts = Pick<
  Ports,
  'resets' | 'resetCallback' | 'codes' | 'people' | 'messages' | 'clock' | 'chance' | 'limits' | 'stage'
>
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

/** The right code, once: the reset as it stands in its next step. Where a further code was sent while this one was on its way, it was an earlier one. */
export const moveOn = async (
  key: ResetKey,
  reset: Reset,
  change: Omit<ResetAdvance, 'send'>,
  { resets, clock }: Pick<Ports, 'resets' | 'clock'>,
): Promise<Reset> => {
  const passed = await resets.pass(key, { ...change, send: reset.sends })
  if (passed !== undefined) return passed
  const now = await resets.read(key)
  if (now?.step !== change.from || now.sends === reset.sends) throw closed(now, key, { clock })
  await resets.refundTry(key, change.from, 'earlier_code')
  throw new Refused('earlier_code', { newestSentAt: iso(now.sentAt) })
}
