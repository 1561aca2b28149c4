// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const CODE_TRIES = 'lambdas/adapters/code-tries.ts'
const LOGIN_ITEM = 'lambdas/adapters/login-item.ts'
const LOGINS = 'lambdas/adapters/logins.ts'
const BUCKETS = 'test/attacks/buckets.test.ts'
const SECRETS = 'test/attacks/comparing.test.ts'
const PARALLEL = 'test/attacks/parallel.test.ts'
const LOST_ANSWERS = 'test/model/lost-answers.test.ts'
const JOURNEY = 'test/journeys/phone-sign-in.test.ts'

/** Guards of a code: charged before it is compared, right once, for who waits for it. */
export const codeGuards: readonly Mutant[] = [
  {
    guard: 'a try of a code is charged before it is compared',
    in: CODE_TRIES,
    replace: "':one': 1,\n        ':nothing': [],",
    by: "':one': 0,\n        ':nothing': [],",
    file: PARALLEL,
    test: 'of a hundred wrong codes at once five are compared, over every way back into the same login',
  },
  {
    guard: 'five tries of a code, in the condition of the charge',
    in: LOGIN_ITEM,
    replace: "const triesLeft = 'tries < :mostTries'",
    by: "const triesLeft = '(tries < :mostTries OR tries >= :mostTries)'",
    file: JOURNEY,
    test: 'five wrong codes end the login, whatever is sent again',
  },
  {
    guard: 'a code passes once',
    in: LOGINS,
    replace: "condition: [mine, alive, nobodyElsePassed, 'step = :from', 'sends = :send'].join(' AND '),",
    by: "condition: [mine, alive, nobodyElsePassed, '(step = :from OR step <> :from)', 'sends = :send'].join(' AND '),",
    file: PARALLEL,
    test: 'of fifty right codes that were sent again exactly one passes',
  },
  {
    guard: 'a code opens its login once',
    in: CODE_TRIES,
    replace: 'alive, step.condition, nobodyElsePassed',
    by: 'alive, `(${step.condition} OR attribute_exists(pk))`, nobodyElsePassed',
    file: PARALLEL,
    test: 'of fifty right codes at once exactly one passes',
  },
  {
    guard: 'a try that was charged and not answered is none of a login that went on or was left',
    in: CODE_TRIES,
    replace: ' && stillTried(outcome.item, steps)',
    by: '',
    file: LOST_ANSWERS,
    test: 'in every order of a right code and of leaving, and with any answer of a table lost, who left has nothing to go on with: a first code by telephone',
  },
  {
    guard: 'a login that another code passed was not opened by one whose answer was lost',
    in: CODE_TRIES,
    replace: "(step === 'pin' && passedBy === undefined)",
    by: "step === 'pin'",
    file: LOST_ANSWERS,
    test: 'in every order of a right and a wrong code, and with any answer of a table lost, the wrong one passes nothing: a second code by telephone',
  },
  {
    guard: 'only the code itself opens its login',
    in: 'lambdas/adapters/codes.ts',
    replace: "lengthPrefixed('typed:v1', about, code)",
    by: "lengthPrefixed('typed:v1', about)",
    file: JOURNEY,
    test: 'five wrong codes end the login, whatever is sent again',
  },
  {
    guard: 'a code that was sent before the newest opens nothing',
    in: 'lambdas/adapters/login-sends.ts',
    replace: ' REMOVE opens`',
    by: '`',
    file: JOURNEY,
    test: '"didn\'t get a code?" sends another after the wait, three times, and only the newest works',
  },
  {
    guard: 'a code opens no login after five minutes',
    in: CODE_TRIES,
    replace: 'triesLeft, lives.condition]',
    by: 'triesLeft, `(${lives.condition} OR attribute_exists(pk))`]',
    file: JOURNEY,
    test: 'a code ends after five minutes, a login after ten',
  },
  {
    guard: 'a code whose answer was lost still opened its login',
    in: CODE_TRIES,
    replace: 'outcome.item?.tryMark === mark',
    by: 'outcome.item?.tryMark === undefined',
    file: 'test/attacks/faults.test.ts',
    test: 'F-03: the right code passes although the answer to its own write was lost: the first code, whose charge opens its login',
  },
  {
    guard: 'a code of a reset ends after five minutes',
    in: 'lambdas/core/code-verdict.ts',
    replace: "if (now >= codeEndsAt(login, limits)) return 'expired'",
    by: "if (now < 0) return 'expired'",
    file: 'test/journeys/pin-reset.test.ts',
    test: 'a code is right for five minutes and no longer, and a new one can be had',
  },
  {
    guard: 'only the newest code counts',
    in: 'lambdas/core/code-verdict.ts',
    replace: "if (matches[login.sends - 1]) return 'right'",
    by: "if (matches.includes(true)) return 'right'",
    file: JOURNEY,
    test: '"didn\'t get a code?" sends another after the wait, three times, and only the newest works',
  },
  {
    guard: 'both codes keep to their own channels',
    in: 'lambdas/login-resend-code/handler.ts',
    replace: 'login.stepUp === true ? [] : others',
    by: 'others',
    file: BUCKETS,
    test: 'in a login that asks for both codes, neither can be had by the other channel',
  },
  {
    guard: 'codes are compared in constant time',
    in: 'lambdas/adapters/codes.ts',
    replace: "timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))",
    by: 'a === b && timingSafeEqual !== undefined',
    file: SECRETS,
    test: 'codes and tokens are compared in constant time, every code of a login each time',
  },
  {
    guard: 'a try is given back once, however often the write is repeated',
    in: CODE_TRIES,
    replace: 'async refundCodeTry(key, word) {\n    await db.transact([',
    by: 'async refundCodeTry(key, word) {\n    for (const _ of [1, 2]) await db.transact([',
    file: 'test/attacks/faults.test.ts',
    test: 'an earlier code gives its try back once, although the answer to that was lost',
  },
]
