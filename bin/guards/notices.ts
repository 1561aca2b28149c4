import type { Mutant } from './mutant.ts'

/** Guards of what people are told of what was done to their sign-in. */
export const noticeGuards: readonly Mutant[] = [
  {
    guard: 'notice: the end of a password is told to its owner',
    in: 'lambdas/runtime/tell-lock.ts',
    replace: "  else await tell(person, 'password_disabled', ports, page, 'mail')\n",
    by: '',
    file: 'test/journeys/notices.test.ts',
    test: 'the end of a password is told by e-mail, once, with where to choose a new one, however it was tried',
  },
  {
    guard: 'notice: where nobody is, the same is handed over',
    in: 'lambdas/login-email/handler.ts',
    replace: 'known === undefined ? tellNobody : tellLock',
    by: 'known === undefined ? async () => {} : tellLock',
    file: 'test/journeys/notices.test.ts',
    test: 'the wrong password that would end one is answered at the same cost where nobody is',
  },
]
