// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const RIGHT = 'lambdas/adapters/right-secret.ts'
const SESSIONS = 'lambdas/adapters/sessions.ts'
const SIGN_IN = 'lambdas/adapters/sign-in-writes.ts'
const SECRETS = 'test/attacks/comparing.test.ts'
const FOREIGN = 'test/attacks/foreign.test.ts'
const PARALLEL = 'test/attacks/parallel.test.ts'
const USED_UP = 'test/attacks/used-up.test.ts'

/** Guards of sessions and their tokens. */
export const sessionGuards: readonly Mutant[] = [
  {
    guard: 'one login, one session',
    in: SIGN_IN,
    replace: "const NOT_USED_UP = 'attribute_not_exists(pk)'",
    by: "const NOT_USED_UP = 'attribute_not_exists(pk) OR attribute_exists(pk)'",
    file: PARALLEL,
    test: 'of twenty right PINs at once exactly one becomes a session',
  },
  {
    guard: 'a login stays used up when its session was ended',
    in: SIGN_IN,
    replace: "const NOT_USED_UP = 'attribute_not_exists(pk)'",
    by: "const NOT_USED_UP = 'attribute_not_exists(pk) OR attribute_exists(endedAt)'",
    file: 'test/model/last-steps.test.ts',
    test: 'in every order of a right PIN and of another whose session is ended at once, no second session is made of the login',
  },
  {
    guard: 'an ended session is none',
    in: SESSIONS,
    replace: 'item === undefined || item.endedAt !== undefined ? undefined',
    by: 'item === undefined ? undefined',
    file: USED_UP,
    test: 'a session whose family was revoked leaves its login used up',
  },
  {
    guard: 'a session whose answer was lost is handed out',
    in: SIGN_IN,
    replace: 'outcome.done || outcome.item?.mark === mark',
    by: 'outcome.done',
    file: 'test/attacks/faults.test.ts',
    test: 'F-03: a session whose commit was written and whose answer was lost is handed out, once',
  },
  {
    guard: 'the person’s epochs, once more before the session',
    in: RIGHT,
    replace: 'condition: `epoch = :epoch AND disabled = :no AND ${factor}Epoch = :factorEpoch`',
    by: 'condition: `(epoch = :epoch OR disabled = :no OR ${factor}Epoch = :factorEpoch)`',
    file: USED_UP,
    test: 'a person who got a new PIN between the comparison and the session has no session of the old one',
  },
  {
    guard: 'a code of the e-mail journey closes its login',
    in: 'lambdas/login-verify-code/let-in.ts',
    replace: "to: 'done'",
    by: 'to: login.step',
    file: USED_UP,
    test: 'an e-mail login that became a session takes no second code and sends none',
  },
  {
    guard: "the person's epoch, when a session is used",
    in: 'lambdas/core/session-life.ts',
    replace: 'session.epoch === person.epoch &&',
    by: '',
    file: 'test/journeys/pin-reset.test.ts',
    test: 'with the old PIN go every session, trusted device and login that was under way',
  },
  {
    guard: 'a refresh token is exchanged by compare-and-swap',
    in: SESSIONS,
    replace: "'secretHash = :presented AND generation = :generation AND",
    by: "'(secretHash = :presented OR secretHash <> :presented) AND (generation = :generation OR generation <> :generation) AND",
    file: PARALLEL,
    test: 'of ten parallel refreshes all get the same successor, and the family has one living end',
  },
  {
    guard: 'the grace of a replaced refresh token ends',
    in: 'lambdas/core/session-life.ts',
    replace: 'previous && now < session.rotatedAt + limits.refreshGraceMs',
    by: 'previous',
    file: PARALLEL,
    test: 'a replaced refresh token after its grace ends the whole family, the newest token too',
  },
  {
    guard: 'a secret that was never given ends no session',
    in: 'lambdas/core/session-life.ts',
    replace: 'previous || shown.ours',
    by: 'previous || shown.ours || !shown.ours',
    file: 'test/journeys/sessions.test.ts',
    test: 'a refresh token with another secret or generation is nobody’s, and ends nobody’s session',
  },
  {
    guard: 'a refresh token says its own generation',
    in: 'lambdas/core/session-life.ts',
    replace: "shown.generation === session.generation ? 'rotate'",
    by: "shown.generation > 0 ? 'rotate'",
    file: 'test/journeys/sessions.test.ts',
    test: 'a refresh token with another secret or generation is nobody’s, and ends nobody’s session',
  },
  {
    guard: 'a session lives in its own organisation',
    in: 'lambdas/core/session-life.ts',
    replace: 'session.organisationId === organisation?.organisationId &&',
    by: '',
    file: FOREIGN,
    test: 'a refresh token that was cut, lengthened or changed in any part is nobody, and costs the session nothing',
  },
  {
    guard: 'one login, one session, in every order',
    in: SIGN_IN,
    replace: "const NOT_USED_UP = 'attribute_not_exists(pk)'",
    by: "const NOT_USED_UP = 'attribute_not_exists(pk) OR attribute_exists(personId)'",
    file: 'test/model/small-scopes.test.ts',
    test: 'in every order of two right PINs, with and without a crash, one session is made at most',
  },
  {
    guard: 'tokens are compared in constant time',
    in: 'lambdas/runtime/token-text.ts',
    replace: "timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))",
    by: 'a === b && timingSafeEqual !== undefined',
    file: SECRETS,
    test: 'codes and tokens are compared in constant time, every code of a login each time',
  },
  {
    guard: 'an access token ends after its fifteen minutes, without a grace',
    in: 'lambdas/adapters/tokens.ts',
    replace: 'return clock.now() < Number(payload.exp) * 1_000 ? payload : undefined',
    by: 'return payload',
    file: 'test/attacks/foreign.test.ts',
    test: 'an access token changed in any part, of another issuer or after its end opens nothing',
  },
  {
    guard: 'no chance is given twice',
    in: 'lambdas/runtime/basics.ts',
    replace: 'at = to',
    by: 'at = from + 1',
    file: 'test/attacks/chance.test.ts',
    test: 'no chance is given twice, and none is a part of another',
  },
]
