import { Duration } from 'aws-cdk-lib'
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Latchkey } from './latchkey.ts'
import type { Signals } from './signals.ts'
import { over, percent, sum } from './watch-metrics.ts'
import type { Watch } from './watches.ts'

/** Do messages arrive, at what price, and do resets end well? */
export const messageWatches = ({ functions, settings }: Latchkey, signals: Signals): readonly Watch[] => [
  ...(functions.messages
    ? [
        {
          id: 'messages-undelivered',
          says: 'A message was given up after three tries.',
          metric: functions.messages.undelivered.metricApproximateNumberOfMessagesVisible({
            statistic: 'Maximum',
            period: Duration.minutes(1),
          }),
          most: 0,
        },
      ]
    : []),
  {
    id: 'sms-spend',
    says: `Text messages of this month cost more than ${settings.smsSpendAlarmUsd} US dollars, in the whole account.`,
    metric: new Metric({
      namespace: 'AWS/SNS',
      metricName: 'SMSMonthToDateSpentUSD',
      statistic: 'Maximum',
      period: Duration.minutes(15),
    }),
    most: settings.smsSpendAlarmUsd,
  },
  {
    id: 'sms-budget-spent',
    says: 'People were refused a text message because the money of their organisation is used up.',
    metric: signals.count('budgetSpent', 15),
    most: 0,
  },
  {
    id: 'sms-floods',
    says: 'More text messages were asked for than a country or a block of numbers may have.',
    metric: signals.count('flooded', 5),
    most: 0,
  },
  {
    id: 'sms-paused',
    says: 'Too few of the codes sent to strangers were given, or too many were wrong: their text messages are paused, or would be.',
    metric: signals.count('paused', 5),
    most: 0,
  },
  {
    id: 'conversion',
    says: 'Fewer than one sign-in in five was finished: messages do not arrive, or somebody only starts them.',
    metric: percent(30, notFinished(signals), signals.count('started', 30), 50),
    most: 80,
  },
]

const notFinished = (signals: Signals): MathExpression =>
  new MathExpression({
    expression: 'started - done',
    usingMetrics: { started: signals.count('started', 30), done: signals.count('signedIn', 30) },
    period: Duration.minutes(30),
  })

export const workflowWatches = ({ pinReset, passwordReset }: Latchkey): readonly Watch[] =>
  [pinReset, passwordReset].flatMap(({ machine }) => machine ?? []).length === 0
    ? []
    : [
        {
          id: 'resets-broken',
          says: 'A reset could not send, could not tell its owner, or failed.',
          metric: sum(
            5,
            [pinReset, passwordReset].flatMap(({ machine }) =>
              machine ? [machine.metricFailed(over(5)), machine.metricTimedOut(over(5))] : [],
            ),
          ),
          most: 0,
        },
      ]
