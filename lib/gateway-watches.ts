import { Duration } from 'aws-cdk-lib'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Latchkey } from './latchkey.ts'
import { over, percent, sum } from './watch-metrics.ts'
import type { Watch } from './watches.ts'

/** Are calls answered, and in time? */
export const gatewayWatches = ({ api: { rest }, tables }: Latchkey): readonly Watch[] => [
  {
    id: 'server-errors',
    says: 'More than 1 % of calls ended in an error that is ours.',
    metric: percent(5, rest.metricServerError(over(5)), rest.metricCount(over(5)), 20),
    most: 1,
  },
  {
    id: 'slow',
    says: 'One call in a hundred took longer than three seconds.',
    metric: rest.metricLatency({ statistic: 'p99', period: Duration.minutes(5) }),
    most: 3_000,
    periods: 3,
  },
  {
    id: 'functions-throttled',
    says: 'Functions of this account were turned away for want of concurrency.',
    metric: LambdaFunction.metricAllThrottles(over(5)),
    most: 0,
  },
  {
    id: 'tables-throttled',
    says: 'A table turned requests away.',
    metric: sum(
      5,
      Object.values(tables.byName).flatMap((table) =>
        ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => table.metric(name, over(5))),
      ),
    ),
    most: 0,
  },
]
