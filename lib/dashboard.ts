import { Duration } from 'aws-cdk-lib'
import {
  AlarmStatusWidget,
  Dashboard as Board,
  GraphWidget,
  type IAlarm,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
  Metric,
} from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import type { Latchkey } from './latchkey.ts'
import type { Signals } from './signals.ts'

const half = { width: 12, height: 6 }
const minutes = 5
const over = { statistic: 'Sum', period: Duration.minutes(minutes) }

const funnel = (signals: Signals): IWidget =>
  new GraphWidget({
    ...half,
    title: 'From number to session',
    left: (['started', 'codeRight', 'signedIn'] as const).map((signal) => signals.count(signal, minutes)),
  })

const search = (
  title: string,
  log: string,
  lines: readonly string[],
  view = LogQueryVisualizationType.STACKEDAREA,
): IWidget => new LogQueryWidget({ ...half, title, logGroupNames: [log], view, queryLines: [...lines] })

const outcomes = (log: string): IWidget =>
  search('Sign-ins by outcome', log, [
    'filter message = "finished" and step like /^login-/',
    'stats count(*) as calls by bin(5m), coalesce(code, "passed") as outcome',
  ])

const coldStarts = (log: string): IWidget =>
  search(
    'Cold starts',
    log,
    [
      'filter @type = "REPORT"',
      'stats count(@initDuration) as cold, count(*) as calls, pct(@initDuration, 95) as coldMs, pct(@duration, 95) as ms, max(@maxMemoryUsed / 1000 / 1000) as mostMb by bin(1h)',
    ],
    LogQueryVisualizationType.TABLE,
  )

const latency = ({ api: { rest } }: Latchkey): IWidget =>
  new GraphWidget({
    ...half,
    title: 'Latency at the gateway',
    left: ['p50', 'p95', 'p99'].map((statistic) =>
      rest.metricLatency({ statistic, label: statistic, period: Duration.minutes(minutes) }),
    ),
    right: [rest.metricServerError(over), rest.metricClientError(over)],
  })

const canary = (signals: Signals, log: string): IWidget[] => [
  new GraphWidget({ ...half, title: 'Sign-ins of the canary', left: [signals.count('canaryPassed', minutes)] }),
  search(
    'Where the canary stopped, and how long it took',
    log,
    [
      'filter step = "canary" and message in ["finished", "failed"]',
      'stats count(*) as runs, pct(durationMs, 95) as ms by bin(1h), coalesce(errorName, "passed") as outcome',
    ],
    LogQueryVisualizationType.TABLE,
  ),
]

const texts = (): IWidget =>
  new GraphWidget({
    ...half,
    title: 'Text messages by country, and what this month cost in the account',
    left: [
      new MathExpression({
        expression: `SEARCH('{AWS/SNS,Country,SMSType} MetricName="SMSSuccessRate"', 'SampleCount', 300)`,
        usingMetrics: {},
        period: Duration.minutes(minutes),
        label: '',
      }),
    ],
    right: [
      new Metric({
        namespace: 'AWS/SNS',
        metricName: 'SMSMonthToDateSpentUSD',
        statistic: 'Maximum',
        label: 'US dollars',
      }),
    ],
  })

const heldBack = (signals: Signals): IWidget =>
  new GraphWidget({
    ...half,
    title: 'Text messages that met a limit, pauses, and empty budgets',
    left: (['flooded', 'paused', 'budgetSpent'] as const).map((signal) => signals.count(signal, minutes)),
  })

export type DashboardProps = { readonly auth: Latchkey; readonly signals: Signals; readonly alarms: readonly IAlarm[] }

/** One page that answers: do people get in, how fast, and what do the messages cost? */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { auth, signals, alarms }: DashboardProps) {
    super(scope, id)
    const log = auth.functions.log.logGroupName
    const rows: IWidget[][] = [
      ...(alarms.length === 0
        ? []
        : [[new AlarmStatusWidget({ width: 24, height: 3, title: 'Alarms', alarms: [...alarms] })]]),
      [funnel(signals), outcomes(log)],
      [latency(auth), coldStarts(log)],
      [texts(), heldBack(signals)],
      ...(auth.settings.canary === 'off' ? [] : [canary(signals, log)]),
    ]
    new Board(this, 'Board', { dashboardName: `latchkey-${auth.settings.name}`, widgets: rows })
  }
}
