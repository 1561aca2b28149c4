import { ArnFormat, Duration, Names, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import type { Holding } from './holdings.ts'
import { StepLambda, type StepLambdaProps } from './step-lambda.ts'

/** The function that sends. A job older than the code it carries is dropped; what failed three times is kept for a look. */
export class MessageLambda extends Construct {
  readonly step: StepLambda
  readonly undelivered: Queue
  /** For those who may call it, and that is itself as well: it warns admins. */
  readonly holding: Holding

  constructor(scope: Construct, id: string, props: StepLambdaProps) {
    super(scope, id)
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    acknowledge(this.undelivered, {
      SQS3: 'It is itself where failed events go, as the destination of an asynchronous function.',
    })
    // A name we choose, because a function cannot be told one that is only made with it.
    const functionName = Names.uniqueResourceName(this, { maxLength: 64, separator: '-' })
    const value = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: functionName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
    this.holding = { arn: value, value }
    const setAside = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.undelivered.queueArn] })
    this.step = new StepLambda(this, 'Step', {
      ...props,
      holdings: { ...props.holdings, sendMessage: this.holding },
      besides: [setAside],
      functionName,
    })
    this.step.lambda.configureAsyncInvoke({
      maxEventAge: Duration.minutes(5),
      retryAttempts: 2,
      onFailure: new SqsDestination(this.undelivered),
    })
  }
}
