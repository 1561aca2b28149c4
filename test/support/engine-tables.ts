import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type Dynamo, dynamo } from '#adapters/dynamo'
import { TABLES, type TableName } from '#adapters/keys'
import { TableEngine, TableFault } from '#laptop/tables/engine'

type WireRequest = { readonly headers: Readonly<Record<string, string>>; readonly body?: string | Uint8Array }
export type Asked = {
  readonly operation: string
  readonly input: unknown
  /** Capacity units, reads and writes together as DynamoDB bills them; undefined for a request that failed. */
  units?: number
}

const unitsOf = (answer: Readonly<Record<string, unknown>>): number =>
  [answer.ConsumedCapacity]
    .flat()
    .reduce<number>((sum, one) => sum + Number((one as { CapacityUnits?: number } | undefined)?.CapacityUnits ?? 0), 0)

export type EngineTables = {
  readonly db: Dynamo
  readonly engine: TableEngine
  /** Every request since the last `forget`, in order. */
  readonly asked: Asked[]
  /** Runs, and is waited for, before each request; throwing ends it before it was applied. */
  onAsk: (asked: Asked) => void | Promise<void>
  /** Runs, and is waited for, after a request was applied; throwing loses its answer. */
  onAnswer: (asked: Asked) => void | Promise<void>
  forget(): void
}

const NAMES: Readonly<Record<TableName, string>> = {
  people: 'people',
  logins: 'logins',
  trust: 'trust',
  ledger: 'ledger',
}

const createAll = (engine: TableEngine): void => {
  for (const [name, shape] of Object.entries(TABLES)) {
    const indexes = 'index' in shape ? [shape.index] : []
    engine.create({ name, pk: 'pk', ...(shape.sortKey ? { sk: 'sk' } : {}), indexes })
  }
}

const answer = (statusCode: number, body: unknown) => ({
  response: {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(body)),
  },
})

const TRIES = 3
const RETRIED: ReadonlySet<string> = new Set(['THROTTLING', 'TRANSIENT'])
const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 })

/** Tries again as often as the SDK's own strategy does, without its pauses. */
const atOnce = {
  acquireInitialRetryToken: async () => token(0),
  refreshRetryTokenForRetry: async (before: { getRetryCount(): number }, { errorType }: { errorType: string }) => {
    const count = before.getRetryCount() + 1
    if (count >= TRIES || !RETRIED.has(errorType)) throw new Error('no further try')
    return token(count)
  },
  recordSuccess: () => {},
}

/** The adapters' own client on the laptop's table engine: the real protocol both ways, without a socket. */
export const engineTables = (now: () => number): EngineTables => {
  const engine = new TableEngine({ now })
  createAll(engine)
  const asked: Asked[] = []
  const nothing: EngineTables['onAsk'] = () => {}
  const tables = { engine, asked, onAsk: nothing, onAnswer: nothing, forget: () => void asked.splice(0) }
  const handle = async (request: WireRequest) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    const call: Asked = {
      operation,
      input: JSON.parse(typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body)),
    }
    asked.push(call)
    try {
      await tables.onAsk(call)
      const output = engine.call(call.operation, { ...Object(call.input), ReturnConsumedCapacity: 'TOTAL' })
      call.units = unitsOf(output)
      await tables.onAnswer(call)
      return answer(200, output)
    } catch (error) {
      if (!(error instanceof TableFault)) throw error
      const fault = {
        __type: `com.amazonaws.dynamodb.v20120810#${error.type}`,
        message: error.message,
        ...error.extras,
      }
      return answer(error.status, fault)
    }
  }
  const client = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    retryStrategy: atOnce,
    requestHandler: { handle } as unknown as NonNullable<
      ConstructorParameters<typeof DynamoDBClient>[0]
    >['requestHandler'],
  })
  return Object.assign(tables, { db: dynamo(client, NAMES) })
}
