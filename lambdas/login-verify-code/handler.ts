import { judgeCode } from '#core/login'
import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, body, caller }, { logins, codes, clock, limits }, refuse) => {
  const key = readLoginId(params.loginId, caller.binding)
  const charge = key === undefined ? undefined : await logins.spendCodeTry(key, ['sms_code'])
  if (key === undefined || charge?.charged !== true) throw refuse('login_closed')
  const login = charge.it
  const wait = { about: login.loginId, purpose: 'sign_in' as const, seed: login.seed, channel: login.channel }
  const verdict = judgeCode(login, body.code, await codes.of(wait, login.sends), clock.now(), limits, codes.same)
  if (verdict === 'earlier' || verdict === 'expired') {
    await logins.refundCodeTry(key, verdict === 'earlier' ? 'earlier_code' : 'code_expired')
    throw verdict === 'earlier' ? refuse('earlier_code', { newestSentAt: iso(login.sentAt) }) : refuse('code_expired')
  }
  if (verdict === 'wrong')
    throw refuse('wrong_code', { attemptsLeft: Math.max(0, limits.codeTriesPerLogin - login.tries) })
  const passed = await logins.passCode(key, { from: 'sms_code', to: 'pin', send: login.sends, proved: ['sms'] })
  if (!passed) throw refuse('login_closed')
  return { next: 'pin' }
}
