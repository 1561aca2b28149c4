import { judgeCode } from '#core/code-verdict'
import { asksBoth, purposeOf } from '#core/login'
import { iso } from '#core/time'
import { chargeCode } from '#runtime/charge-code'
import type { Run } from '#runtime/contract'
import { orGiveBack } from '#runtime/give-back'
import { readLoginId } from '#runtime/login-id'
import { tellCodesEnd } from '#runtime/tell-codes-end'
import { testNumberFor } from '#runtime/test-number'
import { askMailbox } from './ask-mailbox.ts'
import type { contract } from './contract.ts'
import { isEarlierLogins } from './earlier-login.ts'
import { endRow } from './end-row.ts'
import { goOnToNumber } from './go-on-to-number.ts'
import { letIn } from './let-in.ts'
import { whyNotPassed } from './why-not-passed.ts'

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, codes, clock, limits } = ports
  const shown = readLoginId(params.loginId, caller.binding)
  const { key, login } = await chargeCode(shown, ['sms_code', 'code', 'email_code'], body.code, ports)
  if (login.step === 'pin') {
    await endRow(login, ports)
    return { next: 'pin' }
  }
  const testNumber = testNumberFor(login, ports)
  const wait = { ...login, about: login.loginId, purpose: purposeOf(login), testNumber }
  const giveBack = () => logins.refundCodeTry(key, 'not_compared')
  const sent = await orGiveBack(giveBack, () => codes.of(wait, login.sends))
  const judged = judgeCode(login, body.code, sent, clock.now(), limits, codes.same)
  const verdict = judged === 'wrong' && (await isEarlierLogins(login, body.code, ports)) ? 'earlier' : judged
  if (verdict === 'earlier' || verdict === 'expired') {
    await logins.refundCodeTry(key, verdict === 'earlier' ? 'earlier_code' : 'code_expired')
    throw verdict === 'earlier' ? refuse('earlier_code', { newestSentAt: iso(login.sentAt) }) : refuse('code_expired')
  }
  if (verdict === 'wrong') {
    if (login.numberIndex !== undefined && (await logins.countWrongCode(login))) await tellCodesEnd(login, ports)
    throw refuse('wrong_code', { attemptsLeft: Math.max(0, limits.codeTriesPerLogin - login.tries) })
  }
  if (asksBoth(login) && login.step !== 'email_code') return askMailbox(login, key, ports)
  if (login.step === 'email_code' && login.number !== undefined) return goOnToNumber(login, key, ports)
  await endRow(login, ports)
  if (login.journey === 'email') return letIn({ login, key, caller, trustDevice: body.trustDevice ?? true }, ports)
  const proved = [login.channel] as const
  const passed = await logins.passCode(key, { from: login.step, to: 'pin', send: login.sends, proved })
  if (!passed) throw await whyNotPassed(login, key, ports)
  return { next: 'pin' }
}
