import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { TABLES, type TableName, type TableShape } from '#adapters/keys'
import { acknowledge } from './acknowledged.ts'
import { durablePolicy } from './durability.ts'
import type { StageSettings } from './stages.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })
const sorted = { text, number: (name: string) => ({ name, type: AttributeType.NUMBER }) }
const titled = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

export type TablesProps = { readonly settings: StageSettings; readonly encryptionKey: IKey }

/** The tables of `lambdas/adapters/keys.ts`. One without a TTL holds what cannot be made again, and is protected. */
export class Tables extends Construct {
  readonly byName: Readonly<Record<TableName, Table>>

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id)
    const made = (name: TableName): Table => this.#table(titled(name), TABLES[name], props)
    this.byName = { people: made('people'), logins: made('logins'), trust: made('trust'), ledger: made('ledger') }
  }

  #table(id: string, shape: TableShape, { settings, encryptionKey }: TablesProps): Table {
    const isKept = !shape.ttl
    const table = new Table(this, id, {
      partitionKey: text('pk'),
      ...(shape.sortKey && { sortKey: text('sk') }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      ...(shape.ttl && { timeToLiveAttribute: 'ttl' }),
      ...(shape.stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: isKept },
      deletionProtection: isKept && settings.durables === 'retain',
      removalPolicy: isKept ? durablePolicy(settings) : RemovalPolicy.DESTROY,
    })
    if (!isKept) acknowledge(table, { DDB3: 'What expires within days is not worth restoring: people sign in again.' })
    // CloudFormation changes no index, and in one update it takes one away or makes one: `-c indexes=off` is the deployment between.
    if (shape.index && this.node.tryGetContext('indexes') !== 'off') {
      const { name: indexName, pk, sk, sorts, projection } = shape.index
      const projectionType = ProjectionType[projection]
      table.addGlobalSecondaryIndex({ indexName, partitionKey: text(pk), sortKey: sorted[sorts](sk), projectionType })
    }
    return table
  }
}
