import { Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type IFilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Refusal } from '#core/refusal'

const is = (field: string, value: string): ReturnType<typeof FilterPattern.stringValue> =>
  FilterPattern.stringValue(`$.${field}`, '=', value)

/** A call of a step that was answered with what it was asked for. */
const passed = (step: string): IFilterPattern =>
  FilterPattern.all(is('message', 'finished'), is('step', step), FilterPattern.numberValue('$.status', '=', 200))

/** A call of any step that was refused with this word. */
const refused = (word: Refusal): IFilterPattern => FilterPattern.all(is('message', 'finished'), is('code', word))

// The names of what KMS throws when it cannot or may not answer. A wrong PIN is none of them.
const keyErrors = [
  'KMS*',
  'DisabledException',
  'KeyUnavailableException',
  'DependencyTimeoutException',
  'AccessDeniedException',
]

/** One of these steps was done, whatever came of it. */
const done = (steps: readonly string[]): IFilterPattern =>
  FilterPattern.all(
    is('message', 'finished'),
    FilterPattern.any(...(steps.length > 0 ? steps : ['none']).map((step) => is('step', step))),
  )

const patternsOf = (checking: readonly string[]) => ({
  started: passed('login-start'),
  codeRight: passed('login-verify-code'),
  signedIn: passed('login-verify-pin'),
  codeWrong: refused('wrong_code'),
  pinWrong: refused('wrong_pin'),
  budgetSpent: refused('sms_budget_spent'),
  /** A limit of text messages to a country or a block was met: refused, or recorded. */
  flooded: FilterPattern.all(
    is('message', 'limited'),
    FilterPattern.any(is('code', 'sms_country'), is('code', 'sms_block')),
  ),
  /** Strangers of an organisation were paused: once a pause, whether they are refused or it is only recorded. */
  paused: FilterPattern.all(is('message', 'limited'), is('step', 'publish-events')),
  keyFailed: FilterPattern.all(
    is('message', 'failed'),
    FilterPattern.any(...keyErrors.map((name) => is('errorName', name))),
  ),
  canaryPassed: done(['canary']),
  /** A PIN or password was compared, or would have been. */
  secretTried: done(checking),
})

export type Signal = keyof ReturnType<typeof patternsOf>

export type SignalsProps = {
  readonly log: LogGroup
  readonly stage: string
  /** The steps that compare PINs and passwords. */
  readonly checking: readonly string[]
  readonly canary: boolean
}

/** What the functions' log is counted for. A signal is a number of lines; none holds anything about a person. */
export class Signals extends Construct {
  readonly #filters: Readonly<Record<string, MetricFilter>>

  constructor(scope: Construct, id: string, { log, stage, checking, canary }: SignalsProps) {
    super(scope, id)
    const wanted = Object.entries(patternsOf(checking)).filter(([name]) => canary || name !== 'canaryPassed')
    const counted = wanted.map(([metricName, filterPattern]) => [
      metricName,
      new MetricFilter(this, metricName, {
        logGroup: log,
        filterPattern,
        metricNamespace: `Latchkey/${stage}`,
        metricName,
        metricValue: '1',
        defaultValue: 0,
      }),
    ])
    this.#filters = Object.fromEntries(counted)
  }

  /** How many in each period of so many minutes. */
  count(signal: Signal, minutes: number): Metric {
    const metric = this.#filters[signal]?.metric({ statistic: 'Sum', period: Duration.minutes(minutes) })
    if (!metric) throw new Error(`no signal ${signal}`)
    return metric
  }
}
