import type { Mutant } from './mutant.ts'

const JUDGES = 'lambdas/login-verify-code/earlier-login.ts'
const FILE = 'test/journeys/earlier-codes.test.ts'

/** Guards of codes that were sent for an earlier login: to be told of one helps nobody to guess. */
export const earlierCodeGuards: readonly Mutant[] = [
  {
    guard: 'a code that is told apart opens nothing any more',
    in: JUDGES,
    replace: 'await logins.overtake({ loginId, seed })',
    by: '',
    file: FILE,
    test: 'who begins anew without going back is told, too, and the login before is over: a code typed elsewhere opens nothing',
  },
  {
    guard: 'where that cannot be made sure of, nobody is told',
    in: JUDGES,
    replace: 'catch {\n    return false',
    by: 'catch {\n    return true',
    file: FILE,
    test: 'where the login before cannot be ended its code is a wrong one, and that is all that anybody learns',
  },
  {
    guard: 'a login that its code has opened is not ended by that code',
    in: 'lambdas/adapters/earlier-logins.ts',
    replace: ' AND step IN (:phone, :email, :mailbox)',
    by: ' AND NOT step IN (:phone, :email, :mailbox)',
    file: FILE,
    test: 'a code that was used is an earlier one, and the login that it opened goes on',
  },
  {
    guard: 'only the codes of its own kind are told apart',
    in: JUDGES,
    replace: 'purpose: purposeOf(login) }',
    by: "purpose: 'phone_change' as const }",
    file: FILE,
    test: 'a code for something else, of somebody else, or of long ago is a wrong one',
  },
  {
    guard: 'and only for a while',
    in: 'lambdas/adapters/earlier-logins.ts',
    replace: '<= now - loginLifeMs) return {}',
    by: '<= now - loginLifeMs * 1_000) return {}',
    file: FILE,
    test: 'a code for something else, of somebody else, or of long ago is a wrong one',
  },
]
