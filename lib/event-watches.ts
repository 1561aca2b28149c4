import { Duration } from 'aws-cdk-lib'
import type { Latchkey } from './latchkey.ts'
import type { Watch } from './watches.ts'

/** Does everybody who follows the events hear them all? */
export const eventWatches = ({ events }: Latchkey): readonly Watch[] => [
  {
    id: 'events-untold',
    says: 'What happened could not be told on the bus for most of a day.',
    metric: events.untold.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
      period: Duration.minutes(1),
    }),
    most: 0,
  },
]
