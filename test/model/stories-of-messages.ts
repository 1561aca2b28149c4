import fc from 'fast-check'
import { MINUTE } from '#core/time'
import { NO_MONEY } from './rules.ts'
import { byEmail, last, network, type Story, withCode } from './ways-in.ts'

/** Strangers who begin and never go on, until they are paused; others who come meanwhile, and in the trial after it. */
const begins = (from: number, wait = 0): Story => [
  [{ do: 'start', who: 'anna', from, device: undefined }],
  [{ do: 'deliver', job: last, provider: 'accepts' }, wait],
]
const pumps = (lifted: boolean, wait: number): Story => [
  ...[...begins(0), ...begins(1), ...begins(2, 5 * MINUTE)],
  [{ do: 'flow', times: 1 }],
  ...begins(0),
  byEmail('anna', 0, undefined),
  [{ do: 'deliver', job: last, provider: 'accepts' }],
  ...(lifted ? [[{ do: 'resume' }] as const] : []),
  [{ do: 'flow', times: 1 }, wait],
  ...[...begins(1), ...begins(2), ...begins(0)],
]

/** Two are told twice, and are two; what was before a lift pauses nobody after it. */
const fewAreTold = (times: number): Story => [
  ...begins(0),
  ...begins(1, 5 * MINUTE),
  [{ do: 'flow', times }],
  ...begins(2),
]
const liftedAndJudged: Story = [
  ...[...begins(0), ...begins(1), ...begins(2, 5 * MINUTE)],
  [{ do: 'flow', times: 1 }, MINUTE],
  [{ do: 'resume' }, MINUTE],
  ...begins(0, 5 * MINUTE),
  [{ do: 'flow', times: 1 }],
  ...begins(1),
]

const MONEY = '100.00'

/** There is no money for text messages, or nobody takes them; a code comes by the other channel where that is allowed. */
const bySpentMoney = (mail: boolean, limit: typeof NO_MONEY | typeof MONEY, from: number): Story => [
  [{ do: 'settings', setting: mail ? 'mail_when_spent' : 'no_mail_when_spent' }],
  [{ do: 'budget', limit }],
  [{ do: 'start', who: 'anna', from, device: undefined }],
  [{ do: 'deliver', job: last, provider: limit === NO_MONEY ? 'accepts' : 'refuses' }],
  [{ do: 'resend', login: last, channel: 'email' }],
  [{ do: 'deliver', job: last, provider: 'accepts' }],
  [{ do: 'code', login: last, code: 'right', trust: false }],
  [{ do: 'pin', login: last, pin: 'right', trust: true }],
  byEmail('anna', from, undefined),
  withCode(true),
  [{ do: 'budget', limit: MONEY }],
]

/** What becomes of messages. */
export const messages: fc.Arbitrary<Story> = fc.oneof(
  fc.tuple(fc.boolean(), fc.constantFrom(MINUTE, 11 * MINUTE)).map((all) => pumps(...all)),
  fc.constantFrom(1, 2).map(fewAreTold),
  fc.constant(liftedAndJudged),
  fc.tuple(fc.boolean(), fc.constantFrom(NO_MONEY, MONEY), network).map((all) => bySpentMoney(...all)),
)
