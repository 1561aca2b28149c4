import { TableEngine, TableFault } from '#laptop/tables/engine'
import type { Answer } from './differential-answers.ts'
import { KEYS, TABLE } from './differential-items.ts'
import type { Operation } from './differential-operations.ts'

/** Something that answers DynamoDB calls; a refusal is thrown as a TableFault. */
export type Engine = { call(operation: string, input: unknown): Promise<Record<string, unknown>> }

const MOST_PAGES = 40

/** The laptop's own tables; answers go through JSON as they would over the wire. */
export const laptopTables = (): Engine => {
  const tables = new TableEngine()
  tables.create({
    name: TABLE,
    pk: 'pk',
    sk: 'sk',
    indexes: [
      { name: 'all', pk: 'gpk', sk: 'gsk', skType: 'N', projection: 'ALL' },
      { name: 'keys', pk: 'gpk', sk: 'gsk', skType: 'N', projection: 'KEYS_ONLY' },
      { name: 'some', pk: 'gpk', projection: ['a'] },
    ],
  })
  return { call: async (operation, input) => JSON.parse(JSON.stringify(tables.call(operation, input))) }
}

const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
}

/** One call to a DynamoDB at an address; a refusal is thrown as a TableFault. */
export const send = async (endpoint: string, operation: string, input: unknown): Promise<Record<string, unknown>> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(input),
  })
  const body = (await response.json()) as Record<string, unknown>
  if (response.ok) return body
  const { __type: type, message, Message, ...extras } = body
  throw new TableFault(String(type).split('#').at(-1) ?? '', String(message ?? Message), extras, response.status)
}

const KEY_ATTRIBUTES = [
  ['pk', 'S'],
  ['sk', 'S'],
  ['gpk', 'S'],
  ['gsk', 'N'],
].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))

const schema = (pk: string, sk?: string) => [
  { AttributeName: pk, KeyType: 'HASH' },
  ...(sk ? [{ AttributeName: sk, KeyType: 'RANGE' }] : []),
]

/** Amazon's DynamoDB Local, with the same table. */
export const dynamoLocalTables = async (endpoint: string): Promise<Engine> => {
  await send(endpoint, 'CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: KEY_ATTRIBUTES,
    KeySchema: schema('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'all', KeySchema: schema('gpk', 'gsk'), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'keys', KeySchema: schema('gpk', 'gsk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      {
        IndexName: 'some',
        KeySchema: schema('gpk'),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
      },
    ],
  })
  return { call: (operation, input) => send(endpoint, operation, input) }
}

/** Deletes every item the operations can have made. */
export const empty = async (engine: Engine): Promise<void> => {
  await engine.call('BatchWriteItem', { RequestItems: { [TABLE]: KEYS.map((Key) => ({ DeleteRequest: { Key } })) } })
}

const refusal = (fault: unknown): Answer => {
  if (fault instanceof TableFault)
    return { kind: 'refused', type: fault.type, message: fault.message, extras: fault.extras }
  throw fault
}

/** Makes one operation's call, and the calls for its further pages. */
export const answerOf = async (engine: Engine, { name, input, paged }: Operation): Promise<Answer> => {
  const pages: Record<string, unknown>[] = []
  let start: unknown = input.ExclusiveStartKey
  try {
    do {
      const page = await engine.call(name, start === undefined ? input : { ...input, ExclusiveStartKey: start })
      pages.push(page)
      start = page.LastEvaluatedKey
    } while (paged && start !== undefined && pages.length < MOST_PAGES)
  } catch (fault) {
    return refusal(fault)
  }
  return { kind: 'done', pages }
}
