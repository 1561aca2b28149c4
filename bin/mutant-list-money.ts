// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant-list.ts'

const WRITES = 'lambdas/adapters/budget-writes.ts'
const NUMBERS = 'lambdas/adapters/login-numbers.ts'
const BUDGET = 'test/attacks/budget.test.ts'
const EMAIL = 'test/journeys/email-sign-in.test.ts'
const ACCOUNT = 'test/journeys/own-account.test.ts'
const ADMIN = 'test/attacks/tenants.test.ts'

/** The guards of money, of the e-mail journey and of organisations. */
const PACE = 'lambdas/adapters/message-pace.ts'
const PUMPING = 'test/attacks/pumping.test.ts'

export const moneyMutants: readonly Mutant[] = [
  {
    guard: 'a block of numbers is sent so many messages an hour',
    in: PACE,
    replace: "condition: 'attribute_not_exists(messages) OR messages < :most'",
    by: "condition: 'attribute_not_exists(messages) OR messages < :most OR messages >= :most'",
    file: PUMPING,
    test: 'a block of neighbouring numbers is sent so many codes an hour and no more, however many ask at once',
  },
  {
    guard: 'a country is sent so many messages at once',
    in: PACE,
    replace: 'condition: [form.condition, ...',
    by: 'condition: [`(${form.condition} OR attribute_exists(pk))`, ...',
    file: PUMPING,
    test: 'a country is sent so many codes at once, and one more for every so many seconds',
  },
  {
    guard: 'a known device draws on an allowance of its own',
    in: 'lambdas/runtime/code-job.ts',
    replace: "known: login.known === true || login.journey !== 'phone',",
    by: "known: login.journey !== 'phone',",
    file: PUMPING,
    test: 'whoever comes on a device they signed in on before is sent a code although strangers have used up theirs',
  },
  {
    guard: 'a code that was held back is not asked for again before its time',
    in: 'lambdas/login-resend-code/handler.ts',
    replace: "why === 'too_many_messages' && channel === 'sms'",
    by: "why === 'too_many_messages' && channel === 'email'",
    file: PUMPING,
    test: 'the page that waits says why nothing came and when to ask again, and a new code is refused until then',
  },
  {
    guard: 'a message has one line, written once',
    in: WRITES,
    replace: "  condition: 'attribute_not_exists(pk)',\n",
    by: '',
    file: BUDGET,
    test: 'fifty copies of one event are one message and one price',
  },
  {
    guard: 'a reservation is settled once',
    in: WRITES,
    replace: ": 'outcome = :reserved',",
    by: ": 'outcome = :reserved OR outcome <> :reserved',",
    file: BUDGET,
    test: 'the sweep and a sender that wakes up late settle one reservation once, whatever the sender then says',
  },
  {
    guard: 'money moves in the month that reserved it',
    in: WRITES,
    replace: "current ? 'budgetMonth = :month' : 'previousMonth = :month'",
    by: "current ? '(budgetMonth = :month OR budgetMonth <> :month)' : 'previousMonth = :month'",
    file: BUDGET,
    test: 'whatever providers answer, senders crash and months end: no month pays for more than its limit, and the sums agree',
  },
  {
    guard: 'a share of the limit is told once',
    in: WRITES,
    replace: "['warnAtMicros = :seen']",
    by: "['(warnAtMicros >= :seen OR warnAtMicros < :seen)']",
    file: BUDGET,
    test: 'admins are warned once although a hundred messages cross the line together',
  },
  {
    guard: 'a new limit is written over the figures that were read',
    in: 'lambdas/adapters/administration.ts',
    replace:
      "'limitMicros = :wasLimit AND leftMicros = :wasLeft AND budgetMonth = :wasMonth AND warnAtMicros = :wasWarnAt'",
    by: "'(limitMicros = :wasLimit OR leftMicros = :wasLeft OR budgetMonth = :wasMonth OR warnAtMicros = :wasWarnAt)'",
    file: 'test/attacks/budget-settings.test.ts',
    test: 'a message that is paid for between reading and writing a new limit is not forgotten',
  },
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
    in: 'lambdas/adapters/logins.ts',
    replace: "'sends = :failed AND sends <= :mostResends'",
    by: "'sends >= :failed AND sends <= :mostResends'",
    file: EMAIL,
    test: 'when the text message certainly failed, the code can come by e-mail at once, and once, where the organisation allows it',
  },
  {
    guard: 'a password that may stand alone is longer',
    in: 'lambdas/core/password-policy.ts',
    replace: 'alone ? passwordLengths.shortestAlone : passwordLengths.shortest',
    by: 'alone ? passwordLengths.shortest : passwordLengths.shortest',
    file: ACCOUNT,
    test: 'where a password may be all that is asked for it has fifteen characters at least, in a change and in a reset',
  },
  {
    guard: 'a change of number belongs to the session that began it, and is no sign-in',
    in: 'lambdas/runtime/change-binding.ts',
    replace: '`change:${sessionId}`',
    by: "sessionId === '' ? '' : 'app'",
    file: ACCOUNT,
    test: 'the code of a number change opens no sign-in, and a code of a sign-in changes no number',
  },
  {
    guard: 'a change of number is begun and waited for by one person as they are now',
    in: 'lambdas/runtime/contact-change.ts',
    replace: '\n  change.epoch === person.epoch',
    by: '\n  change.epoch <= person.epoch',
    file: ACCOUNT,
    test: "nobody but the session that began a change has its code sent again, and not after that person's PIN was changed",
  },
  {
    guard: 'a code for a new number that nobody can pay for is not sent again',
    in: 'lambdas/me-phone-resend-code/handler.ts',
    replace: "  if (verdict !== 'pay') throw refuse(verdict, { country, alternatives: [] })\n",
    by: '',
    file: ACCOUNT,
    test: 'a code that nobody can pay for is not sent again, and costs none of the three',
  },
  {
    guard: 'a new number needs the PIN or the password',
    in: 'lambdas/me-phone/handler.ts',
    replace: '  await confirmSecret(person, body, ports)\n',
    by: '',
    file: ACCOUNT,
    test: 'a number needs the PIN or the password, one of them and the right one',
  },
  {
    guard: 'an admin finds the people of one organisation',
    in: 'lambdas/adapters/members.ts',
    replace: 'return person?.organisationId === organisationId ? person : undefined',
    by: 'return person',
    file: ADMIN,
    test: "another organisation's people are not found, on every route that names one, and nothing of them changes",
  },
  {
    guard: 'who is no admin any more is none',
    in: 'lambdas/runtime/signed-in.ts',
    replace: "if (facts.person.role !== 'admin') throw new Refused('forbidden')",
    by: "if (caller.claims?.role !== 'admin') throw new Refused('forbidden')",
    file: 'test/journeys/organisation.test.ts',
    test: 'a member is no admin, and a person who no longer is one is none from the next request on',
  },
]
