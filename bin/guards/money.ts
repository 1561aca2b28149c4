// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const WRITES = 'lambdas/adapters/budget-writes.ts'
const PACE = 'lambdas/adapters/message-pace.ts'
const BUDGET = 'test/attacks/budget.test.ts'
const PUMPING = 'test/attacks/pumping.test.ts'

/** Guards of money: what is sent, reserved and settled. */
export const moneyGuards: readonly Mutant[] = [
  {
    guard: 'money is taken before a message is sent, and only what is left',
    in: 'lambdas/adapters/budget-writes.ts',
    replace: "const left = mayUseReserve ? 'leftMicros >= :price' : 'leftForLoginsMicros >= :price'",
    by: "const left = '(leftMicros >= :price OR leftMicros < :price)'",
    file: 'test/attacks/budget.test.ts',
    test: '200 messages at once with money for 50 are exactly 50 messages',
  },
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
    in: 'lambdas/adapters/line-writes.ts',
    replace: "  condition: 'attribute_not_exists(pk)',\n",
    by: '',
    file: BUDGET,
    test: 'fifty copies of one event are one message and one price',
  },
  {
    guard: 'a reservation is settled once',
    in: 'lambdas/adapters/line-writes.ts',
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
    guard: 'what is on its way when a limit falls below what is used is settled',
    in: 'lambdas/adapters/budget-writes.ts',
    replace: '(leftMicros > warnAtMicros OR warnAtMicros = :allTold)',
    by: '(leftMicros > warnAtMicros OR warnAtMicros < :allTold)',
    file: 'test/attacks/budget-settings.test.ts',
    test: 'messages that were on their way when the limit fell below what is used are settled all the same',
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
    guard: 'what is left is never shown as less than nothing',
    in: 'lambdas/runtime/budget-view.ts',
    replace: 'left: formatMoney(Math.max(0, leftMicros))',
    by: 'left: formatMoney(leftMicros)',
    file: 'test/attacks/budget-settings.test.ts',
    test: 'a limit below what is used leaves nothing, never less, and what was used too much counts against the next one',
  },
]
