import type { Mutant } from './mutant.ts'

const LOST = 'test/attacks/reset-lost-answers.test.ts'
const TWO_CODES = 'test/journeys/two-codes.test.ts'

/** Guards of logins that ask for two codes, and of codes that are sent again. */
export const twoCodesGuards: readonly Mutant[] = [
  {
    guard: 'the e-mail that follows a text message has waits and sends of its own',
    in: 'lambdas/adapters/logins.ts',
    replace: 'sendsBefore = sends, sends',
    by: 'sends',
    file: TWO_CODES,
    test: 'the second of two codes has waits and sends of its own, however often the first was sent: Anna, by text message and then by e-mail',
  },
  {
    guard: 'the text message that follows an e-mail has waits and sends of its own',
    in: 'lambdas/adapters/login-numbers.ts',
    replace: 'sendsBefore = sends, sends',
    by: 'sends',
    file: TWO_CODES,
    test: 'the second of two codes has waits and sends of its own, however often the first was sent: Ben, by e-mail and then by text message',
  },
  {
    guard: 'a mailbox whose proof was written is proved',
    in: 'lambdas/adapters/login-numbers.ts',
    replace: 'outcome.done || outcome.item?.passMark === mark',
    by: 'outcome.done',
    file: TWO_CODES,
    test: 'F-03: a mailbox that was proved and whose answer was lost leads on to the number, and its code is sent',
  },
  {
    guard: 'a send that was counted is made',
    in: 'lambdas/adapters/login-sends.ts',
    replace: '!outcome.done && outcome.item?.sendMark === mark',
    by: '!outcome.done && outcome.item?.sendMark === mark && false',
    file: TWO_CODES,
    test: 'F-03: a send that was counted and whose answer was lost is made, once',
  },
  {
    guard: 'a send of a reset that was counted is made',
    in: 'lambdas/adapters/reset-sends.ts',
    replace: '!outcome.done && outcome.item?.sendMark === mark',
    by: '!outcome.done && outcome.item?.sendMark === mark && false',
    file: LOST,
    test: 'a send of a reset that was counted and whose answer was lost is made, once',
  },
  {
    guard: 'a try of a reset is given back once, however often the write is repeated',
    in: 'lambdas/adapters/resets.ts',
    replace: 'async refundTry(key, step, word) {\n      await db.transact([',
    by: 'async refundTry(key, step, word) {\n      for (const _ of [1, 2]) await db.transact([',
    file: LOST,
    test: 'an earlier code of a reset gives its try back once, although the answer to that was lost',
  },
  {
    guard: 'a right code that another send overtook is an earlier one',
    in: 'lambdas/login-verify-code/why-not-passed.ts',
    replace: 'now.sends === login.sends',
    by: 'now.sends >= login.sends',
    file: 'test/model/last-steps.test.ts',
    test: 'in every order of a code and another send, the code is right or an earlier one, and its login is open: phone',
  },
]
