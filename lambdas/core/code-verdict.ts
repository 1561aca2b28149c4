import type { Limits } from './limits.ts'
import type { Login } from './login.ts'

/** Whether it was the age of its code alone that kept a try from being charged. */
export const ranOut = (
  login: Login,
  { handle, binding }: { readonly handle: string; readonly binding: string },
  now: number,
  limits: Pick<Limits, 'smsCodeLifeMs' | 'emailCodeLifeMs' | 'codeTriesPerLogin'>,
): boolean => {
  const theirs = login.handles[handle] === binding && (login.passedBy ?? handle) === handle
  const waits = ['sms_code', 'code', 'email_code'].includes(login.step) && login.expiresAt > now
  return theirs && waits && login.tries < limits.codeTriesPerLogin && now >= codeEndsAt(login, limits)
}

/** What a code was worth. `earlier` names the time of the newest one. */
export type CodeVerdict = 'right' | 'earlier' | 'wrong' | 'expired'

/** When the newest code is too old, in epoch milliseconds. */
export const codeEndsAt = (
  login: Pick<Login, 'sentAt' | 'channel'>,
  limits: Pick<Limits, 'smsCodeLifeMs' | 'emailCodeLifeMs'>,
): number => login.sentAt + (login.channel === 'sms' ? limits.smsCodeLifeMs : limits.emailCodeLifeMs)

/** Compares a typed code with those of every send so far. `same` must take the same time for any two strings. */
export const judgeCode = (
  login: Pick<Login, 'sends' | 'sendsBefore' | 'sentAt' | 'channel'>,
  typed: string,
  codes: readonly string[],
  now: number,
  limits: Pick<Limits, 'smsCodeLifeMs' | 'emailCodeLifeMs'>,
  same: (a: string, b: string) => boolean,
): CodeVerdict => {
  const matches = codes.map((code) => same(code, typed))
  if (now >= codeEndsAt(login, limits)) return 'expired'
  if (matches[login.sends - 1]) return 'right'
  return matches.slice(login.sendsBefore ?? 0).includes(true) ? 'earlier' : 'wrong'
}

/** When the next send may happen, in epoch milliseconds; undefined when none is left. */
export const nextSendAt = (
  login: Pick<Login, 'sends' | 'sendsBefore' | 'sentAt'>,
  limits: Pick<Limits, 'resendWaitsMs'>,
) => {
  const wait = limits.resendWaitsMs[login.sends - (login.sendsBefore ?? 0) - 1]
  return wait === undefined ? undefined : login.sentAt + wait
}
