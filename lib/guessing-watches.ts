import { Duration } from 'aws-cdk-lib'
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Signals } from './signals.ts'
import { over, percent, sum } from './watch-metrics.ts'
import type { Watch } from './watches.ts'

// Every key call of the account is counted, also those that found the PIN wrong: a stolen role shows here and in no log of ours.
const keyCalls = new Metric({
  namespace: 'AWS/Usage',
  metricName: 'CallCount',
  dimensionsMap: { Service: 'KMS', Type: 'API', Resource: 'CryptographicOperationsSymmetric', Class: 'None' },
  ...over(5),
})

/** Is somebody guessing, here or with a key that was taken elsewhere? */
export const guessingWatches = (signals: Signals): readonly Watch[] => [
  {
    id: 'pins-checked-elsewhere',
    says: 'KMS was asked far more often than people tried a PIN: somebody else may be using the role or the key.',
    metric: new MathExpression({
      expression: 'calls - 3 * tried',
      usingMetrics: { calls: keyCalls, tried: signals.count('secretTried', 5) },
      period: Duration.minutes(5),
    }),
    most: 300,
  },
  {
    id: 'codes-guessed',
    says: 'More than half of the codes that people typed were wrong.',
    metric: percent(
      10,
      signals.count('codeWrong', 10),
      sum(10, [signals.count('codeWrong', 10), signals.count('codeRight', 10)]),
      40,
    ),
    most: 50,
  },
  {
    id: 'pins-guessed',
    says: 'More than half of the PINs that people typed were wrong.',
    metric: percent(
      10,
      signals.count('pinWrong', 10),
      sum(10, [signals.count('pinWrong', 10), signals.count('signedIn', 10)]),
      40,
    ),
    most: 50,
  },
  {
    id: 'keys-failing',
    says: 'KMS refused or failed to answer a function.',
    metric: signals.count('keyFailed', 5),
    most: 0,
  },
]
