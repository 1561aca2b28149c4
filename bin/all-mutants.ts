import { type Mutant, mutants } from './mutant-list.ts'
import { adminMutants } from './mutant-list-admins.ts'
import { breakerMutants } from './mutant-list-breaker.ts'
import { moneyMutants } from './mutant-list-money.ts'

/** Every guard with the test that has to notice its absence. */
export const allMutants: readonly Mutant[] = [...mutants, ...moneyMutants, ...adminMutants, ...breakerMutants]
