import { Duration } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { TableName } from '#adapters/keys'
import { acknowledge } from './acknowledged.ts'
import type { Holding } from './holdings.ts'
import type { Tables } from './tables.ts'

// Which writes can hold an event, judged by Lambda before a function runs: everything else costs nothing.
const wanted = {
  logins: [
    {
      eventName: FilterRule.or('INSERT', 'MODIFY'),
      dynamodb: { Keys: { pk: { S: [...FilterRule.beginsWith('LOGIN#'), ...FilterRule.beginsWith('RESET#')] } } },
    },
  ],
  trust: [
    { eventName: FilterRule.or('INSERT', 'REMOVE') },
    // A session that was ended keeps its place; one that was renewed says nothing.
    { eventName: FilterRule.isEqual('MODIFY'), dynamodb: { NewImage: { endedAt: { N: FilterRule.exists() } } } },
  ],
  people: [{ dynamodb: { Keys: { sk: { S: FilterRule.isEqual('PERSON') } } } }],
  // What is told, and each first message of a stranger that went. Every other message and all money stay unread.
  ledger: [
    {
      eventName: FilterRule.isEqual('INSERT'),
      dynamodb: { Keys: { sk: { S: [...FilterRule.beginsWith('NEWS#'), ...FilterRule.beginsWith('AUDIT#')] } } },
    },
    {
      eventName: FilterRule.isEqual('MODIFY'),
      dynamodb: {
        OldImage: { outcome: { S: FilterRule.isEqual('reserved') } },
        NewImage: { outcome: { S: FilterRule.isEqual('accepted') }, stranger: { BOOL: [true] } },
      },
    },
  ],
} as const satisfies Partial<Record<TableName, readonly object[]>>

const read = ['logins', 'trust', 'people', 'ledger'] as const

// A stream keeps its records for a day. A bus that is away for less loses nothing; a record that cannot be told is cut out and set aside.
const patience = {
  startingPosition: StartingPosition.TRIM_HORIZON,
  batchSize: 100,
  maxBatchingWindow: Duration.seconds(1),
  bisectBatchOnError: true,
  maxRecordAge: Duration.hours(23),
  retryAttempts: 2_000,
} as const

export type EventsProps = { readonly tables: Tables; readonly stage: string }

/** The bus on which every step is told, and how it gets there: from the streams of the tables, so that no step waits for it. */
export class Events extends Construct {
  readonly bus: EventBus
  /** Where a stretch of a stream is named that was given up. It holds places, no data. */
  readonly untold: Queue
  readonly #tables: Tables

  constructor(scope: Construct, id: string, { tables, stage }: EventsProps) {
    super(scope, id)
    this.#tables = tables
    this.bus = new EventBus(this, 'Bus', { description: `Latchkey ${stage}: what happens in sign-ins and resets` })
    this.untold = new Queue(this, 'Untold', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    acknowledge(this.untold, { SQS3: 'It is itself where failed records go, as the destination of a stream.' })
  }

  get holding(): Holding {
    return { arn: this.bus.eventBusArn, value: this.bus.eventBusName }
  }

  /** What the function that reads may do beside its ports. */
  get reading(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((one) => `dynamodb:${one}`),
        resources: read.map((name) => this.#streamOf(name)),
      }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.untold.queueArn] }),
    ]
  }

  /** The function that tells. */
  readBy(target: IFunction): void {
    for (const name of read) {
      new EventSourceMapping(this, name, {
        target,
        eventSourceArn: this.#streamOf(name),
        ...patience,
        filters: wanted[name].map((filter) => FilterCriteria.filter(filter)),
        onFailure: new SqsDlq(this.untold),
      })
    }
  }

  #streamOf(name: (typeof read)[number]): string {
    const { tableStreamArn } = this.#tables.byName[name]
    if (tableStreamArn === undefined) throw new Error(`table ${name} has no stream to read events from`)
    return tableStreamArn
  }
}
