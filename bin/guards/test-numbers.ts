import type { Mutant } from './mutant.ts'

const TESTERS = 'test/journeys/test-numbers.test.ts'
const CANARY = 'test/laptop/canary.test.ts'

/** Guards of test numbers and of the canary. */
export const testNumberGuards: readonly Mutant[] = [
  {
    guard: 'a fixed code ends on its date',
    in: 'lambdas/core/test-number.ts',
    replace: ' && now < Date.parse(endsAt)',
    by: ' && now > 0 && endsAt !== undefined',
    file: TESTERS,
    test: 'from its end on the code is refused, in logins that began before it too, and the number is one like any other',
  },
  {
    guard: 'only a test stage has test numbers, in the function',
    in: 'lambdas/core/test-number.ts',
    replace: "kind === 'test' ? testNumbers : []",
    by: "kind === 'test' ? testNumbers : testNumbers",
    file: TESTERS,
    test: 'a stage that is no test stage knows no test numbers, whatever its settings say',
  },
  {
    guard: 'only a test stage has test numbers, at synth',
    in: 'lib/stage-faults.ts',
    replace: "settings.kind !== 'test' && Array.isArray",
    by: "settings.kind === '' && Array.isArray",
    file: 'test/rules/stages.test.ts',
    test: 'a stage that is no test stage cannot have test numbers',
  },
  {
    guard: 'a fixed code needs the key of its stage',
    in: 'lambdas/adapters/codes.ts',
    replace: 'testCodes === undefined ? [] : [fixedCode(testCodes, wait.testNumber)]',
    by: "[fixedCode(testCodes ?? 'a key of test numbers that is at least thirty-two letters long', wait.testNumber)]",
    file: TESTERS,
    test: 'a function that was not given the key of the codes refuses every code of a test number',
  },
  {
    guard: 'the canary does not begin without a PIN',
    in: 'lambdas/adapters/canary-person.ts',
    replace: '!/^\\d{6}$/.test(pin)',
    by: "pin === ''",
    file: CANARY,
    test: 'before anybody has told it a PIN it says so, and tries none',
  },
  {
    guard: 'the canary makes sure that an ended session opens nothing',
    in: 'lambdas/canary/handler.ts',
    replace: "route: 'DELETE /session', token }",
    by: "route: 'GET /me', token }",
    file: CANARY,
    test: 'signs in and out with a test number each minute of an hour, and nothing is sent, paid or left behind',
  },
  {
    guard: 'a canary has a number whose code it knows',
    in: 'lib/canary-faults.ts',
    replace: 'number === canary.number',
    by: 'number !== undefined',
    file: 'test/rules/stages.test.ts',
    test: 'signs in with one of the test numbers, in a stage for tests',
  },
]
