import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { StepLambda, type StepLambdaProps } from './step-lambda.ts'

/** The function that sends. A job older than the code it carries is dropped; what failed three times is kept for a look. */
export class MessageLambda extends Construct {
  readonly step: StepLambda
  readonly undelivered: Queue

  constructor(scope: Construct, id: string, props: StepLambdaProps) {
    super(scope, id)
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    const setAside = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.undelivered.queueArn] })
    this.step = new StepLambda(this, 'Step', { ...props, besides: [setAside] })
    this.step.lambda.configureAsyncInvoke({
      maxEventAge: Duration.minutes(5),
      retryAttempts: 2,
      onFailure: new SqsDestination(this.undelivered),
    })
  }
}
