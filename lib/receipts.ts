import { Stack } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { FilterPattern, LogGroup, SubscriptionFilter } from 'aws-cdk-lib/aws-logs'
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations'
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Holding } from './holdings.ts'
import type { StageSettings } from './stages.ts'

/** What providers say became of a message after they took it: SES by events, SNS in the account's log of text messages. */
export class Receipts extends Construct {
  readonly #mail: ConfigurationSet
  readonly #settings: StageSettings

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id)
    this.#settings = settings
    this.#mail = new ConfigurationSet(this, 'Mail')
    // SES writes to the account's default bus only.
    this.#mail.addEventDestination('Bus', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Default', 'default')),
      events: [EmailSendingEvent.DELIVERY, EmailSendingEvent.BOUNCE, EmailSendingEvent.REJECT],
    })
  }

  /** Mail is sent with this set, so that its events come back. */
  get holding(): Holding {
    const value = this.#mail.configurationSetName
    return {
      value,
      arn: Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: value }),
    }
  }

  /** The function that writes them down. */
  goTo(lambda: IFunction): void {
    new Rule(this, 'MailEvents', {
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [this.#mail.configurationSetName] } } },
      },
      targets: [new LambdaFunction(lambda)],
    })
    const { smsDeliveryLog } = this.#settings
    if (smsDeliveryLog === 'none') return
    this.#hear(lambda, 'Sms', smsDeliveryLog)
    // What did not arrive SNS writes into a log of its own.
    this.#hear(lambda, 'SmsFailure', `${smsDeliveryLog}/Failure`)
  }

  #hear(lambda: IFunction, name: string, log: string): void {
    new SubscriptionFilter(this, `${name}Lines`, {
      logGroup: LogGroup.fromLogGroupName(this, `${name}Log`, log),
      destination: new LambdaDestination(lambda),
      filterPattern: FilterPattern.exists('$.notification.messageId'),
    })
  }
}
