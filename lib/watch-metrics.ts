import { Duration } from 'aws-cdk-lib'
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch'

/** A sum over periods of so many minutes. */
export const over = (minutes: number) => ({ statistic: 'Sum', period: Duration.minutes(minutes) })

/** The metrics added up; at most nine, because an alarm reads no more. */
export const sum = (minutes: number, metrics: readonly IMetric[]): MathExpression => {
  const named = Object.fromEntries(metrics.map((metric, place) => [`m${place}`, metric]))
  return new MathExpression({
    expression: Object.keys(named).join(' + '),
    usingMetrics: named,
    period: Duration.minutes(minutes),
  })
}

/** `part` of `whole` in percent, once `whole` is large enough to say anything. */
export const percent = (
  minutes: number,
  part: IMetric,
  whole: IMetric,
  atLeast: number,
  otherwise = 0,
): MathExpression =>
  new MathExpression({
    expression: `IF(whole >= ${atLeast}, 100 * part / whole, ${otherwise})`,
    usingMetrics: { part, whole },
    period: Duration.minutes(minutes),
  })
