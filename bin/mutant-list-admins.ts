import type { Mutant } from './mutant-list.ts'

const SEATS = 'test/attacks/admin-seats.test.ts'

/** Guards of what admins may do, and of what is done to them. */
export const adminMutants: readonly Mutant[] = [
  {
    guard: 'whoever writes as an admin is one still',
    in: 'lambdas/adapters/admin-seat.ts',
    replace: 'if (seat === undefined) return writes',
    by: 'if (seat === undefined || seat.epoch >= 0) return writes',
    file: SEATS,
    test: 'of admins who demote each other at the same moment, in pairs and in a circle, one is left at least',
  },
  {
    guard: 'the rule about trusted devices is asked again in the commit',
    in: 'lambdas/adapters/trust-rule.ts',
    replace: "'attribute_not_exists(pk) OR trustEndedAt < :begunAt'",
    by: "'attribute_not_exists(pk) OR trustEndedAt < :begunAt OR trustEndedAt >= :begunAt'",
    file: 'test/attacks/settings-races.test.ts',
    test: 'a trusted login that stands before its PIN ends when trust is forbidden, and stays ended when it is allowed again',
  },
]
