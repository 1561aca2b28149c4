import type { Count } from '../counts/counted.ts'
import type { JourneyName } from '../counts/journeys.ts'
import { type Cost, costOf, total, withoutMessage } from './costs.ts'
import { ESTIMATES, OTHERS, PRICES } from './prices.ts'

const NEW_DEVICE: JourneyName = 'phone sign-in on a new device'
const TRUSTED: JourneyName = 'phone sign-in on a trusted device'

const money = (dollars: number): string =>
  dollars >= 1_000 ? Math.round(dollars).toLocaleString('en-US') : dollars.toFixed(2)

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const costRow = (name: string, { api, lambda, dynamo, kms, workflow, mail, logs }: Cost, sum: number) => [
  name,
  ...[api, lambda, dynamo, kms, workflow, mail, logs].map(money),
  `**${money(sum)}**`,
]

const countRow = (name: string, count: Count) => [
  name,
  ...[count.requests, count.dynamo, count.readUnits, count.writeUnits, count.kms.length].map(String),
  ...[count.sms, count.mail, count.tasks, count.transitions].map(String),
]

const shares = (perSignIn: number): string =>
  table(
    ['country', 'SMS, per million', 'of the bill of a sign-in on a new device'],
    Object.entries(PRICES.sms).map(([country, price]) => {
      const sms = price * 1_000_000
      return [country, money(sms), `${((100 * sms) / (sms + perSignIn)).toFixed(1)} %`]
    }),
  )

// Thirty daily sign-ins: every one with a code, or the first alone.
const month = (perNew: number, perTrusted: number): string =>
  table(
    ['country', 'a code every day', 'one trusted device', 'saved'],
    Object.entries(PRICES.sms).map(([country, price]) => {
      const sms = price * 1_000_000
      const [daily, trusted] = [30 * (perNew + sms), perNew + sms + 29 * perTrusted]
      return [country, money(daily), money(trusted), `${(100 * (1 - trusted / daily)).toFixed(1)} %`]
    }),
  )

/** The page of costs, made of counts and prices alone: the same counts give the same page. */
export const costsPage = (counts: ReadonlyMap<JourneyName, Count>, message: Count): string => {
  const of = (name: JourneyName): Count => {
    const count = counts.get(name)
    if (count === undefined) throw new Error(`${name} was not counted`)
    return count
  }
  const sum = (name: JourneyName): number => total(costOf(of(name)))
  const bare = costOf(withoutMessage(of(NEW_DEVICE), message))
  const { perRunMs, perDynamoMs, perKmsMs, perMessageMs, perSlowHashMs } = ESTIMATES
  return `# What it costs

Made by \`node test/bench/write-costs.ts\` from counted calls and the prices in \`test/bench/prices.ts\`; a test holds it current.
US dollars for a million of each journey, us-east-1, list prices as of ${PRICES.asOf}, no free tier, no price of text messages. Not in it: the
flat price of keys (1 a month each), of secrets (0.40 a month each), of alarms and the dashboard, and the storage of tables.

Requests, units, KMS calls, messages and transitions are counted exactly, with every wrong turn the journey has. Two columns are
estimates: the time of Lambda (${perRunMs} ms a run, ${perDynamoMs} a request to DynamoDB, ${perKmsMs} to KMS, ${perMessageMs} a message, ${perSlowHashMs} a slow hash) and the size of logs.

${table(
  ['a million of', 'API', 'Lambda', 'DynamoDB', 'KMS', 'workflow', 'SES', 'logs', 'together'],
  [
    ...[...counts].map(([name, count]) => costRow(name, costOf(count), total(costOf(count)))),
    costRow(`${NEW_DEVICE}, without sending its code`, bare, total(bare)),
    costRow('sending one code by SMS: the sender, the ledger, the budget', costOf(message), total(costOf(message))),
  ],
)}

## What was counted

${table(
  ['one', 'requests', 'DynamoDB', 'units read', 'written', 'KMS', 'SMS', 'e-mails', 'other functions', 'transitions'],
  [...counts].map(([name, count]) => countRow(name, count)),
)}

No warm function reads a secret; what each reads before its first caller, three secrets at most, is counted in \`test/counts/init.test.ts\`; a million of such reads cost 5.

A transaction costs twice its writes. The index that admins read the history of a number by holds keys alone: a login is written to it once.

## Text messages are the bill

${shares(sum(NEW_DEVICE))}

Thirty daily sign-ins of a million people, with and without a trusted device:

${month(sum(NEW_DEVICE), sum(TRUSTED))}

Without a fee for each person, idle people cost nothing but their storage. The budget of each organisation bounds the first table; the price of one message in each country is the operator's to set.

## Beside others

A million sign-ins of 100,000 people, ten each in a month, without SMS:

${table(
  ['', 'US dollars', ''],
  [
    ['Latchkey, trusted devices', money(sum(TRUSTED)), 'nine of ten sign-ins where devices are trusted'],
    ['Latchkey, a code each time', money(sum(NEW_DEVICE)), 'its sending included'],
    ...OTHERS.map(({ name, perMillion, besides }) => [name, money(perMillion), besides]),
  ],
)}

What others ask is taken from their public prices as known at that date; look again before you decide by it.
`
}
