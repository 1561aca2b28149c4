// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const NUMBERS = 'lambdas/adapters/login-numbers.ts'
const EMAIL = 'test/journeys/email-sign-in.test.ts'

/** Guards of the e-mail journey. */
export const emailSignInGuards: readonly Mutant[] = [
  {
    guard: 'the rule of two-factor is asked at every renewal',
    in: 'lambdas/session-refresh/handler.ts',
    replace: 'if (secondFactorIsDue(facts, caller, ports)) throw',
    by: 'if (secondFactorIsDue(facts, caller, ports) && false) throw',
    file: EMAIL,
    test: 'a session that began without a second factor is not renewed once the organisation asks for one, or outside the exempt network',
  },
  {
    guard: 'the person’s epoch, at the code of the e-mail journey',
    in: 'lambdas/login-verify-code/let-in.ts',
    replace: ' || person.epoch !== login.epoch',
    by: '',
    file: EMAIL,
    test: 'a login that began before the password changed cannot be finished after it',
  },
  {
    guard: 'a second factor on a device ends after 30 days',
    in: 'lambdas/login-email/standing.ts',
    replace: 'passedAt: passedAt(recognised?.device, organisation)',
    by: 'passedAt: recognised === undefined ? undefined : clock.now()',
    file: EMAIL,
    test: 'on a device that passed it, the second factor is asked for again after 30 days and not before',
  },
  {
    guard: 'a device is recognised by its secret',
    in: 'lambdas/core/two-factor.ts',
    replace: '!same(device.secretHash, secretHash) || ',
    by: '',
    file: EMAIL,
    test: 'a device token with a secret of its own making recognises nobody',
  },
  {
    guard: 'the mailbox is proved once, before anything goes to a number that was typed',
    in: NUMBERS,
    replace: '${mine} AND step = :from AND sends = :send',
    by: '${mine} AND (step = :from OR sends = :send OR step <> :from)',
    file: EMAIL,
    test: 'the right code from the mailbox given four times at once goes on once, and sends one text message',
  },
  {
    guard: 'one number is entered in a login',
    in: NUMBERS,
    replace: '${mine} AND step = :asked',
    by: '${mine} AND (step = :asked OR step <> :asked)',
    file: EMAIL,
    test: 'twenty numbers entered at once are one number',
  },
  {
    guard: 'nobody is as slow, and leaves as much behind, as somebody',
    in: 'lambdas/login-email/handler.ts',
    replace: '    await noteWrongPassword(index, known, ports)\n',
    by: '    if (known !== undefined) await noteWrongPassword(index, known, ports)\n',
    file: EMAIL,
    test: 'unknown, wrong and disabled are one answer, one slow hash and the same requests',
  },
  {
    guard: 'the other way is free once after a send that failed',
    in: 'lambdas/adapters/login-sends.ts',
    replace: "'sends = :failed AND sends <= :mostResends'",
    by: "'sends >= :failed AND sends <= :mostResends'",
    file: EMAIL,
    test: 'when the text message certainly failed, the code can come by e-mail at once, and once, where the organisation allows it',
  },
]
