// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const RANDOM = {
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
    ...RANDOM,
  },
  {
    guard: 'a replaced token that is used ends its family, in random histories',
    in: 'lambdas/session-refresh/handler.ts',
    replace: "if (session !== undefined && verdict === 'reused') await",
    by: "if (session !== undefined && verdict === ('never' as string)) await",
    ...RANDOM,
  },
  {
    guard: 'a token is replaced once, in random histories',
    in: 'lambdas/adapters/sessions.ts',
    replace: 'secretHash = :presented AND generation = :generation AND expiresAt',
    by: '(secretHash = :presented OR generation >= :generation) AND expiresAt',
    ...RANDOM,
  },
  {
    guard: 'trust ends after thirty days, in random histories',
    in: 'lambdas/core/trust.ts',
    replace: '(device.trustedUntil ?? 0) > now',
    by: '(device.trustedUntil ?? 0) > 0',
    ...RANDOM,
  },
  {
    guard: 'who went back has nothing left to go on with, in random histories',
    in: 'lambdas/adapters/login-ends.ts',
    replace: '${walk} REMOVE handles.#handle',
    by: '${walk}',
    ...RANDOM,
  },
]
