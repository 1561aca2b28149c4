// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
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
  {
    guard: 'notice: the end of a number’s codes is told once',
    in: 'lambdas/adapters/code-row.ts',
    replace: '`attribute_not_exists(${toldField(whose)}) AND ${rowField(whose)} > :lastStart`',
    by: '`${rowField(whose)} > :lastStart`',
    file: 'test/journeys/notices.test.ts',
    test: 'many wrong codes at once that end a number’s codes are told of once',
  },
  {
    guard: 'notice: the end of a number’s codes is told again when it comes again',
    in: 'lambdas/adapters/code-row.ts',
    replace: 'ROW_FIELDS.flatMap((field) => [field, `${field}ToldAt`])',
    by: 'ROW_FIELDS',
    file: 'test/journeys/notices.test.ts',
    test: 'the end of a number’s codes is told by e-mail, once, with what opens it again; and once more when it ends again',
  },
  {
    guard: 'notice: where the number leads to nobody its end hands over the same',
    in: 'lambdas/runtime/tell-codes-end.ts',
    replace: 'return await dispatchToNobody(ports)',
    by: 'return',
    file: 'test/journeys/notices.test.ts',
    test: 'where the number leads to nobody its end costs the same, and nothing is sent',
  },
]
