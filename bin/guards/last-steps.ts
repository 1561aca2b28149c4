// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const FINISHED = 'test/attacks/finished-logins.test.ts'
const ONE_TAP = 'test/journeys/one-tap.test.ts'
const RESET_LEFT = 'test/journeys/reset-left.test.ts'

/** Guards of a login's last steps and of calls that come again. */
export const lastStepGuards: readonly Mutant[] = [
  {
    guard: 'tokens are given again for a minute only',
    in: 'lambdas/runtime/once.ts',
    replace: '? MINUTE : DAY',
    by: '? DAY : DAY',
    file: ONE_TAP,
    test: 'a PIN whose answer was lost is answered again with the same session, and costs nothing',
  },
  {
    guard: 'a key that was used stays used for a day',
    in: 'lambdas/runtime/once.ts',
    replace: '? MINUTE : DAY',
    by: '? MINUTE : 10 * MINUTE',
    file: ONE_TAP,
    test: 'the answer to a start is the same for a day: later the login it names is over, and nothing is sent',
  },
  {
    guard: 'a PIN that comes after the right one counts against nobody',
    in: 'lambdas/adapters/pin-conditions.ts',
    replace: 'pinRightAt <= :since)',
    by: 'pinRightAt <= :since OR pinRightAt > :since)',
    file: FINISHED,
    test: 'a PIN in a login that became a session is told that it is over, compared with nothing and counted against nobody',
  },
  {
    guard: 'a person remembers when a PIN signed them in',
    in: 'lambdas/adapters/right-secret.ts',
    replace: "factor === 'pin' ? {",
    by: "factor !== 'pin' ? {",
    file: 'test/model/last-steps.test.ts',
    test: 'in every order of a right and a wrong PIN, with and without a crash, who comes once the session stands counts against nobody',
  },
  {
    guard: 'a try that was given back may have used its login up',
    in: 'lambdas/core/login.ts',
    replace: 'pinTries > 1 || pinGivenBack === true',
    by: 'pinTries > 1',
    file: FINISHED,
    test: 'a login whose session was stored and whose answer never came is finished, although its try was given back',
  },
  {
    guard: 'who signs in elsewhere ends no open login',
    in: 'lambdas/runtime/check-secret.ts',
    replace: "(await late.isUsedUp()) ? 'used_up'",
    by: "(await late.isUsedUp()) || late.since > 0 ? 'used_up'",
    file: FINISHED,
    test: 'a login stays finished while its person signs in elsewhere, and an open one stays open',
  },
  {
    guard: 'no session begins after its login was left',
    in: 'lambdas/login-leave/handler.ts',
    replace: 'if (left !== undefined) await sessionPlaces.take(left)',
    by: 'if (left === undefined) return undefined',
    file: 'test/model/last-steps.test.ts',
    test: 'in every order of the last proof and of leaving, with and without a crash, no session begins after the leaving was answered: phone',
  },
  {
    guard: 'nor one of the e-mail journey',
    in: 'lambdas/adapters/login-ends.ts',
    replace: 'login?.passedBy === handle && theirs === binding ? login : undefined',
    by: "login?.passedBy === handle && theirs === binding && login.step !== 'done' ? login : undefined",
    file: 'test/model/last-steps.test.ts',
    test: 'in every order of the last proof and of leaving, with and without a crash, no session begins after the leaving was answered: email',
  },
  {
    guard: 'a login that is left twice is left',
    in: 'lambdas/adapters/login-ends.ts',
    replace: 'SET step = :closed, passedBy = :handle,',
    by: 'SET step = :closed,',
    file: FINISHED,
    test: 'who leaves, hears that it failed and leaves once more is not signed in by the PIN that was under way all the time',
  },
  {
    guard: 'a login that is left while its code is given is left',
    in: 'lambdas/adapters/login-ends.ts',
    replace: 'return forget.done ? ifPassedBy(forget, key) : undefined',
    by: 'return forget.done ? undefined : undefined',
    file: FINISHED,
    test: 'who leaves while the code is being given is not signed in by the PIN that follows at once',
  },
  {
    guard: 'a reset that was left holds the wait between messages',
    in: 'lambdas/adapters/reset-ends.ts',
    replace: 'condition: `${mine} AND attribute_not_exists(passedBy)`',
    by: 'condition: `${mine} AND attribute_exists(passedBy)`',
    file: RESET_LEFT,
    test: 'whoever leaves /pin-reset for somebody before the first code and begins again is shown the wait that runs, and sends nothing',
  },
  {
    guard: 'who left a reset has nothing left to go on with',
    in: 'lambdas/adapters/reset-ends.ts',
    replace: 'update: `SET ${walk} REMOVE handles.#handle`',
    by: 'update: `SET ${walk}`',
    file: RESET_LEFT,
    test: 'whoever leaves /password-reset for nobody before the first code and begins again is shown the wait that runs, and sends nothing',
  },
]
