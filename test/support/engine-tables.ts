import { type Ask, awsJson, type Calls } from '#adapters/aws-json'
import type { SignedRequest, Transport, WireAnswer } from '#adapters/aws-transport'
import { type Dynamo, dynamo } from '#adapters/dynamo'
import type { AskDynamo } from '#adapters/dynamo-calls'
import { TABLES, type TableName } from '#adapters/keys'
import { TableEngine, TableFault } from '#laptop/tables/engine'

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
  /** What carries the client's requests to the engine. */
  readonly transport: Transport
  /** Every request since the last `forget`, in order. */
  readonly asked: Asked[]
  /** Runs, and is waited for, before each request; throwing ends it before it was applied. */
  onAsk: (asked: Asked) => void | Promise<void>
  /** Runs, and is waited for, after a request was applied; throwing loses its answer. */
  onAnswer: (asked: Asked) => void | Promise<void>
  forget(): void
}

/** What stands between a client and what answers it. */
export type Carried = (transport: Transport) => Transport

export const asItIs: Carried = (transport) => transport

/** What stands between the adapters and a client: operations and their answers as objects, before they are written and signed. */
export type Between = <C extends Calls>(ask: Ask<C>) => Ask<C>

export const atOnce: Between = (ask) => ask

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

const answer = (status: number, body: unknown): WireAnswer => ({ status, headers: {}, body: JSON.stringify(body) })

/** The adapters' own client on the laptop's table engine: the real protocol both ways, without a socket. `carried` and `between` may see what passes. */
export const engineTables = (now: () => number, carried: Carried = asItIs, between: Between = atOnce): EngineTables => {
  const engine = new TableEngine({ now })
  createAll(engine)
  const asked: Asked[] = []
  const nothing: EngineTables['onAsk'] = () => {}
  const tables = { engine, asked, onAsk: nothing, onAnswer: nothing, forget: () => void asked.splice(0) }
  const transport = async (request: SignedRequest): Promise<WireAnswer> => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    const call: Asked = { operation, input: JSON.parse(request.body) }
    asked.push(call)
    try {
      // Not waited for where nobody listens: then the answer is there when the call returns.
      const heard = tables.onAsk(call)
      if (heard !== undefined) await heard
      const output = engine.call(call.operation, { ...Object(call.input), ReturnConsumedCapacity: 'TOTAL' })
      call.units = unitsOf(output)
      const { ConsumedCapacity: _unasked, ...told } = output
      const answered = tables.onAnswer(call)
      if (answered !== undefined) await answered
      return answer(200, told)
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
  const client: AskDynamo = awsJson('dynamodb', { transport: carried(transport), pause: async () => {} })
  return Object.assign(tables, { transport, db: dynamo(between(client), NAMES) })
}
