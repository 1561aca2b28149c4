import type { Mutant } from './mutant.ts'

const ONE_TAP = 'test/journeys/one-tap.test.ts'

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
]
