import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { Watch } from './watches.ts'

export type AlarmsProps = { readonly stage: string; readonly mail: string; readonly watches: readonly Watch[] }

/** Rings for every watch, and writes to one address with the place of the runbook entry in the letter. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[]

  constructor(scope: Construct, id: string, { stage, mail, watches }: AlarmsProps) {
    super(scope, id)
    const topic = new Topic(this, 'Topic', { displayName: `Latchkey ${stage}`, enforceSSL: true })
    topic.addSubscription(new EmailSubscription(mail))
    this.all = watches.map((watch) => {
      const alarm = new Alarm(this, watch.id, {
        alarmName: `latchkey-${stage}-${watch.id}`,
        alarmDescription: `${watch.says} What to do: docs/operations.md#${watch.id}`,
        metric: watch.metric,
        threshold: watch.most,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: watch.periods ?? 1,
        treatMissingData: watch.silence === 'rings' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      })
      alarm.addAlarmAction(new SnsAction(topic))
      return alarm
    })
  }
}
