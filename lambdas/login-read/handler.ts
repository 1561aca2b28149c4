import { codeView } from '#core/code-view'
import { iso, secondsUntil } from '#core/time'
import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { logins, signIns, deliveries, clock, limits } = ports
  const key = readLoginId(params.loginId, caller.binding)
  const login = key === undefined ? undefined : await logins.read(key)
  if (login === undefined || login.step === 'done' || login.step === 'closed') throw refuse('login_closed')
  // A PIN that was right leaves its login as it was: the session says that it is used up. So do tries that are used up.
  const usedUp = login.pinTries >= limits.pinTriesPerLogin
  if (login.step === 'pin' && ((await signIns.of(login)) || usedUp)) throw refuse('login_closed')
  const standing = { next: login.step, expiresAt: iso(login.expiresAt) }
  if (login.step === 'pin' || login.step === 'phone_number') return standing
  const {
    delivery,
    alternatives,
    why: unsent,
    retryAt,
  } = await deliveries.of(login, login.proved.length > 0 ? 'proved' : 'stranger')
  const why = unsent ?? (login.smsSpent ? 'sms_budget_spent' : undefined)
  // Where both codes are asked for, each keeps to its own channel.
  const code = codeView(login, clock.now(), limits, delivery, login.stepUp ? [] : alternatives)
  if (why === undefined) return { ...standing, code }
  const heldBackFor = retryAt === undefined ? 0 : secondsUntil(retryAt, clock.now())
  return {
    ...standing,
    code: { ...code, why, resendAfterSeconds: Math.max(code.resendAfterSeconds, heldBackFor) },
  }
}
