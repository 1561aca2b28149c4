import { Duration } from 'aws-cdk-lib'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import type { Latchkey } from './latchkey.ts'
import type { Signals } from './signals.ts'
import type { Watch } from './watches.ts'

const minutes = 5

/** Can anybody sign in at all? The one alarm that also rings when nothing is heard. */
export const canaryWatches = ({ settings }: Latchkey, signals: Signals): readonly Watch[] =>
  settings.canary === 'off'
    ? []
    : [
        {
          id: 'canary',
          says: 'The canary could not sign in, or did not try.',
          metric: new MathExpression({
            expression: `${minutes} - passed`,
            usingMetrics: { passed: signals.count('canaryPassed', minutes) },
            label: 'sign-ins of the canary that are missing',
            period: Duration.minutes(minutes),
          }),
          most: 2,
          silence: 'rings',
        },
      ]
