// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

export const RANDOM_HISTORIES = {
  file: 'test/model/random.test.ts',
  test: 'whatever people, attackers, tables and keys do to each other, the eleven invariants hold',
}

/** Guards whose absence random histories find within a few plays. */
export const randomHistoryGuards: readonly Mutant[] = [
  {
    guard: 'a replaced refresh token opens nothing after its grace, in random histories',
    in: 'lambdas/core/session-life.ts',
    replace: 'previous && now < session.rotatedAt + limits.refreshGraceMs',
    by: 'previous',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a replaced token that is used ends its family, in random histories',
    in: 'lambdas/session-refresh/handler.ts',
    replace: "if (session !== undefined && verdict === 'reused') await",
    by: "if (session !== undefined && verdict === ('never' as string)) await",
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a token is replaced once, in random histories',
    in: 'lambdas/adapters/sessions.ts',
    replace: 'secretHash = :presented AND generation = :generation AND expiresAt',
    by: '(secretHash = :presented OR generation >= :generation) AND expiresAt',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'trust ends after thirty days, in random histories',
    in: 'lambdas/core/trust.ts',
    replace: '(device.trustedUntil ?? 0) > now',
    by: '(device.trustedUntil ?? 0) > 0',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'who went back has nothing left to go on with, in random histories',
    in: 'lambdas/adapters/login-ends.ts',
    replace: '${walk} REMOVE handles.#handle',
    by: '${walk}',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'after too many wrong codes both are asked for, in random histories',
    in: 'lambdas/login-verify-code/handler.ts',
    replace: "if (asksBoth(login) && login.step !== 'email_code')",
    by: "if (asksBoth(login) && login.step !== 'email_code' && login.tries > 99)",
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a wrong code is remembered, in random histories',
    in: 'lambdas/login-verify-code/handler.ts',
    replace:
      'if (login.numberIndex !== undefined && (await logins.countWrongCode(login))) await tellCodesEnd(login, ports)',
    by: 'if (login.numberIndex !== undefined && login.tries > 99) await logins.countWrongCode(login)',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a number that was typed is proved after the mailbox, in random histories',
    in: 'lambdas/login-verify-code/handler.ts',
    replace: "if (login.step === 'email_code' && login.number !== undefined)",
    by: "if (login.step === 'email_code' && login.number !== undefined && login.tries > 99)",
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a number is typed once in a login, in random histories',
    in: 'lambdas/adapters/login-numbers.ts',
    replace: 'condition: `${mine} AND step = :asked`',
    by: 'condition: `${mine} AND (step = :asked OR step = :next)`',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a second factor that is due is asked for, in random histories',
    in: 'lambdas/login-email/handler.ts',
    replace: 'standing.verdict.due ?',
    by: "standing.verdict.due && caller.source.startsWith('203.0.1.') ?",
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a renewal asks the rule as it is now, in random histories',
    in: 'lambdas/session-refresh/handler.ts',
    replace: 'if (secondFactorIsDue(facts, caller, ports)) throw',
    by: 'if (secondFactorIsDue(facts, caller, ports) && ports.clock.now() < 0) throw',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a session remembers no second factor that was not given, in random histories',
    in: 'lambdas/runtime/mint.ts',
    replace: "if (login.journey === 'phone' || gavePossession(login)) return",
    by: 'if (login.journey !== undefined || gavePossession(login)) return',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'trust that is forbidden stands in for nothing, in random histories',
    in: 'lambdas/core/trust.ts',
    replace: 'organisation.trustedDevices.allowed && device.createdAt > (organisation.trustEndedAt ?? 0)',
    by: 'device.createdAt > 0',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'the present PIN is needed for a new one, in random histories',
    in: 'lambdas/me-pin/handler.ts',
    replace: "if (compared.verdict === 'wrong') {",
    by: "if (compared.verdict === 'wrong' && compared.failuresLeft < 0) {",
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'what was before a lift pauses nobody after it, in random histories',
    in: 'lambdas/core/breaker.ts',
    replace: 'gate.pausedUntil ?? 0, gate.liftedAt ?? 0)',
    by: 'gate.pausedUntil ?? 0)',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a pause that is lifted is over, in random histories',
    in: 'lambdas/adapters/breaker.ts',
    replace: 'REMOVE pausedAt, pausedUntil, pausedFor, pauses, trialUntil, trialFullAt',
    by: 'REMOVE pausedFor',
    ...RANDOM_HISTORIES,
  },
  {
    guard: 'a forgotten password asks for the number on file, too, in random histories',
    in: 'lambdas/password-reset-verify-email-code/handler.ts',
    replace: 'number === undefined\n      ?',
    by: 'number === undefined || reset.tries < 99\n      ?',
    ...RANDOM_HISTORIES,
  },
]
