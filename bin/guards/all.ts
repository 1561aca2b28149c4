import { adminGuards } from './admins.ts'
import { borrowedGuards } from './borrowed.ts'
import { breakerGateGuards } from './breaker-gate.ts'
import { breakerVerdictGuards } from './breaker-verdict.ts'
import { browserGuards } from './browsers.ts'
import { callGuards } from './calls.ts'
import { codeGuards } from './codes.ts'
import { deviceGuards } from './devices.ts'
import { earlierCodeGuards } from './earlier-codes.ts'
import { emailSignInGuards } from './email-sign-in.ts'
import { alsoFoundByChance } from './found-by-chance.ts'
import { givenBackGuards } from './given-back.ts'
import { lastStepGuards } from './last-steps.ts'
import { moneyGuards } from './money.ts'
import type { Mutant } from './mutant.ts'
import { noticeGuards } from './notices.ts'
import { organisationGuards } from './organisations.ts'
import { ownAccountGuards } from './own-account.ts'
import { randomHistoryGuards } from './random-histories.ts'
import { secretGuards } from './secrets.ts'
import { sessionGuards } from './sessions.ts'
import { startGuards } from './starts.ts'
import { testNumberGuards } from './test-numbers.ts'
import { twoCodesGuards } from './two-codes.ts'
import { wrongCodeGuards } from './wrong-codes.ts'

const withTestsOfTheirOwn: readonly Mutant[] = [
  ...startGuards,
  ...codeGuards,
  ...wrongCodeGuards,
  ...earlierCodeGuards,
  ...secretGuards,
  ...givenBackGuards,
  ...sessionGuards,
  ...deviceGuards,
  ...borrowedGuards,
  ...lastStepGuards,
  ...browserGuards,
  ...twoCodesGuards,
  ...emailSignInGuards,
  ...organisationGuards,
  ...ownAccountGuards,
  ...noticeGuards,
  ...moneyGuards,
  ...adminGuards,
  ...breakerGateGuards,
  ...breakerVerdictGuards,
  ...testNumberGuards,
  ...callGuards,
]

/** Every guard with the test that has to notice its absence. */
export const allMutants: readonly Mutant[] = [
  ...withTestsOfTheirOwn,
  ...randomHistoryGuards,
  ...alsoFoundByChance(withTestsOfTheirOwn),
]
