import type { Mutant } from './mutant.ts'
import { RANDOM_HISTORIES } from './random-histories.ts'

/** Guards with a test of their own that random histories miss, too, within the first few dozen: they know nothing of it but what people are owed. */
const FOUND = [
  'a start asks the bucket of wrong codes',
  'a second factor on a device ends after 30 days',
  'a code passes once',
  'the mailbox is proved once, before anything goes to a number that was typed',
  'the rule about trusted devices is asked again in the commit',
  'breaker: a write is counted once',
  'no reset goes by a number or an address that is new',
  'a number that somebody put on their own profile is new too',
  'a code opens its login once',
  'a try of a code is charged before it is compared',
  'five tries of a code, in the condition of the charge',
  'only the code itself opens its login',
  'only the newest code counts',
  'one login, one session',
  'a new number needs the PIN or the password',
  'trust ends on day 30',
] as const

/** The same guards once more, for random histories to miss. */
export const alsoFoundByChance = (guards: readonly Mutant[]): readonly Mutant[] =>
  FOUND.map((name) => {
    const guard = guards.find((one) => one.guard === name)
    if (guard === undefined) throw new Error(`there is no guard "${name}"`)
    return { ...guard, ...RANDOM_HISTORIES, guard: `${name}, in random histories` }
  })
