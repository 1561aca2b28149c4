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
]
