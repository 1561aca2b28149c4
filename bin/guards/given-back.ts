// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const PEOPLE = 'lambdas/adapters/people.ts'
const RIGHT = 'lambdas/adapters/right-secret.ts'
const OUTAGE = 'test/attacks/outage-charges.test.ts'
const BUCKETS = 'test/attacks/buckets.test.ts'
const USED_UP = 'test/attacks/used-up.test.ts'

/** Guards of what a right PIN or password gives back: its own charge, once, and no other. */
export const givenBackGuards: readonly Mutant[] = [
  {
    guard: 'a right PIN gives its own charge back',
    in: RIGHT,
    replace: '${at} = :before, restoredBy',
    by: '${at} = :at, restoredBy',
    file: BUCKETS,
    test: 'a right PIN gives back its own charge and no more: a year of daily sign-ins never empties the bucket',
  },
  {
    guard: 'what was tried beside a right PIN is not cleared with it',
    in: RIGHT,
    replace: 'AND ${at} = :at AND ${tried} = :tried AND ${count} = :count AND',
    by: 'AND (${at} = :at OR NOT ${at} = :at) AND (${tried} = :tried OR NOT ${tried} = :tried) AND (${count} = :count OR NOT ${count} = :count) AND',
    file: USED_UP,
    test: 'a wrong PIN between the right one and its clearing is not forgiven with it',
  },
  {
    guard: 'a charge is given back once',
    in: RIGHT,
    replace: 'return now.restoredBy === mark || whenMoved()',
    by: 'return whenMoved()',
    file: USED_UP,
    test: 'a right PIN gives its charge back once, although the answer to that was lost',
  },
  {
    guard: 'what a sign-in cleared is not given back again where nothing could be signed',
    in: 'lambdas/runtime/mint.ts',
    replace: "if (sign.used !== undefined || stands.status === 'rejected') await",
    by: 'await',
    file: USED_UP,
    test: 'a right PIN whose token could not be signed is given back once, and no wrong one of that moment with it: its clearing’s answer is lost never',
  },
  {
    guard: 'a charge whose clearing was never answered is given back once',
    in: PEOPLE,
    replace: "mark === undefined ? '' : ' AND NOT restoredBy = :mark'",
    by: "mark === undefined ? '' : ' AND (NOT restoredBy = :mark OR restoredBy = :mark)'",
    file: USED_UP,
    test: 'a right PIN whose token could not be signed is given back once, and no wrong one of that moment with it: its clearing’s answer is lost always',
  },
  {
    guard: 'a new PIN that could not be judged costs a reset none of its tries',
    in: 'lambdas/runtime/reset-try.ts',
    replace: "if (!(error instanceof Refused)) await ports.resets.refundTry(key, step, 'not_compared')",
    by: '',
    file: OUTAGE,
    test: 'F-09: new PINs and passwords that cannot be judged or sealed cost none of a reset’s ten tries',
  },
  {
    guard: 'a code that could not be charged to its person costs the change none of its tries',
    in: 'lambdas/runtime/contact-change.ts',
    replace: "() => giveBackTry('not_compared'),",
    by: 'async () => undefined,',
    file: OUTAGE,
    test: 'a code for a new number that could not be charged to its person, and so was not compared, costs the change no try',
  },
  {
    guard: 'after an outage nobody has as many tries left as somebody',
    in: 'lambdas/runtime/check-secret.ts',
    replace: 'await people.refundDecoyTry(who.index, factor, pool)',
    by: 'undefined',
    file: OUTAGE,
    test: 'F-09: after an outage of the key nobody’s password has as many tries left as somebody’s',
  },
]
