import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { ENVIRONMENT } from '#runtime/environment'
import { CLIENT_DEFAULTS } from './client-defaults.ts'
import type { TableName } from './keys.ts'

/** An item as the adapters see it. What its fields are is the adapter's promise. */
export type Item = Readonly<Record<string, unknown>>
export type Key = { readonly pk: string; readonly sk?: string }

export type Change = {
  readonly update: string
  readonly condition?: string
  readonly names?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, unknown>>
}

/** A conditional write either happened, with the new item, or did not, with what stood in its way. */
export type Outcome = { readonly done: true; readonly item: Item } | { readonly done: false; readonly item?: Item }

export type Write =
  | {
      readonly op: 'put'
      readonly table: TableName
      readonly item: Item
      readonly condition?: string
      readonly names?: Readonly<Record<string, string>>
      readonly values?: Item
    }
  | ({ readonly op: 'update'; readonly table: TableName; readonly key: Key } & Change)
  | {
      readonly op: 'delete' | 'check'
      readonly table: TableName
      readonly key: Key
      readonly condition?: string
      readonly names?: Readonly<Record<string, string>>
      readonly values?: Item
    }

/** One place a transaction stopped at: DynamoDB's word for why, and the item that was there. */
export type Obstacle = { readonly code: string; readonly item?: Item }

export type Page = { readonly items: readonly Item[]; readonly next?: Item }

export type Dynamo = ReturnType<typeof dynamo>

const CONFLICT_TRIES = 8
const CONFLICT_PAUSE_MS = 15

const wire = (values: Item | undefined) =>
  values === undefined || Object.keys(values).length === 0
    ? undefined
    : marshall(values, { removeUndefinedValues: true })
const named = (names: Readonly<Record<string, string>> | undefined) =>
  names === undefined || Object.keys(names).length === 0 ? undefined : { ...names }

/** Waits a little longer each time, never in step with the others who collided. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * CONFLICT_PAUSE_MS * 2 ** Math.min(attempt, 4)))

/** A write that met another transaction on the same item did nothing: it is safe to ask again. */
const again = async <T>(ask: () => Promise<T>, collided: (error: unknown) => boolean): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt >= CONFLICT_TRIES || !collided(error)) throw error
      await pause(attempt)
    }
  }
}

const isConflict = (error: unknown) => error instanceof TransactionConflictException
const isCancelledByConflict = (error: unknown) =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict') &&
  !(error.CancellationReasons ?? []).some((reason) => reason.Code === 'ConditionalCheckFailed')

/** DynamoDB in the few forms the adapters use: strongly consistent reads, conditional writes that tell what stood in their way. */
export const dynamo = (client: DynamoDBClient, tables: Readonly<Record<TableName, string>>) => {
  const keyed = (key: Key) => marshall(key, { removeUndefinedValues: true })
  const transactItem = (write: Write): TransactWriteItem => {
    const shared = {
      TableName: tables[write.table],
      ConditionExpression: write.condition,
      ExpressionAttributeNames: named(write.names),
      ExpressionAttributeValues: wire(write.values),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }
    if (write.op === 'put') return { Put: { ...shared, Item: marshall(write.item, { removeUndefinedValues: true }) } }
    if (write.op === 'update') return { Update: { ...shared, Key: keyed(write.key), UpdateExpression: write.update } }
    if (write.op === 'delete') return { Delete: { ...shared, Key: keyed(write.key) } }
    return {
      ConditionCheck: {
        ...shared,
        Key: keyed(write.key),
        ConditionExpression: write.condition ?? 'attribute_exists(pk)',
      },
    }
  }
  const failed = (error: unknown): Outcome => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return { done: false, item: error.Item === undefined ? undefined : unmarshall(error.Item) }
  }

  return {
    get: async (table: TableName, key: Key): Promise<Item | undefined> => {
      const { Item: item } = await client.send(
        new GetItemCommand({ TableName: tables[table], Key: keyed(key), ConsistentRead: true }),
      )
      return item === undefined ? undefined : unmarshall(item)
    },

    /** Several items in one request, in the order asked; a hole where there is none. Throws rather than answer in part. */
    batchGet: async (
      wanted: readonly { readonly table: TableName; readonly key: Key }[],
    ): Promise<readonly (Item | undefined)[]> => {
      const request: Record<string, { Keys: Record<string, AttributeValue>[]; ConsistentRead: true }> = {}
      for (const { table, key } of wanted) {
        request[tables[table]] ??= { Keys: [], ConsistentRead: true }
        request[tables[table]]?.Keys.push(keyed(key))
      }
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems: request }))
      if (UnprocessedKeys !== undefined && Object.keys(UnprocessedKeys).length > 0)
        throw new Error('a batch was answered in part')
      return wanted.map(({ table, key }) => {
        const items = (Responses?.[tables[table]] ?? []).map((item) => unmarshall(item))
        return items.find((item) => item.pk === key.pk && item.sk === key.sk)
      })
    },

    put: async (table: TableName, item: Item, condition?: string, values?: Item): Promise<Outcome> => {
      try {
        const put = new PutItemCommand({
          TableName: tables[table],
          Item: marshall(item, { removeUndefinedValues: true }),
          ConditionExpression: condition,
          ExpressionAttributeValues: wire(values),
          ReturnValuesOnConditionCheckFailure: condition === undefined ? undefined : 'ALL_OLD',
        })
        await again(() => client.send(put), isConflict)
        return { done: true, item }
      } catch (error) {
        return failed(error)
      }
    },

    update: async (table: TableName, key: Key, change: Change): Promise<Outcome> => {
      try {
        const update = new UpdateItemCommand({
          TableName: tables[table],
          Key: keyed(key),
          UpdateExpression: change.update,
          ConditionExpression: change.condition,
          ExpressionAttributeNames: named(change.names),
          ExpressionAttributeValues: wire(change.values),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: change.condition === undefined ? undefined : 'ALL_OLD',
        })
        const { Attributes } = await again(() => client.send(update), isConflict)
        return { done: true, item: unmarshall(Attributes ?? {}) }
      } catch (error) {
        return failed(error)
      }
    },

    remove: async (table: TableName, key: Key, condition?: string, values?: Item): Promise<Outcome> => {
      try {
        const remove = new DeleteItemCommand({
          TableName: tables[table],
          Key: keyed(key),
          ConditionExpression: condition,
          ExpressionAttributeValues: wire(values),
          ReturnValues: 'ALL_OLD',
          ReturnValuesOnConditionCheckFailure: condition === undefined ? undefined : 'ALL_OLD',
        })
        const { Attributes } = await again(() => client.send(remove), isConflict)
        return { done: true, item: Attributes === undefined ? {} : unmarshall(Attributes) }
      } catch (error) {
        return failed(error)
      }
    },

    /** A page of one partition by the beginning of its sort key. Never on a sign-in path. */
    query: async (
      table: TableName,
      pk: string,
      prefix: string,
      page: { readonly limit: number; readonly after?: Item; readonly newestFirst?: boolean },
    ): Promise<Page> => {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tables[table],
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: marshall({ ':pk': pk, ':prefix': prefix }),
          ConsistentRead: true,
          Limit: page.limit,
          ScanIndexForward: page.newestFirst !== true,
          ExclusiveStartKey: page.after === undefined ? undefined : marshall(page.after),
        }),
      )
      const next = LastEvaluatedKey === undefined ? undefined : unmarshall(LastEvaluatedKey)
      return { items: (Items ?? []).map((item) => unmarshall(item)), next }
    },

    /** A page of an index, newest first. Eventually consistent: for people who look, never for a decision. */
    queryIndex: async (
      table: TableName,
      index: string,
      pk: { readonly name: string; readonly value: string },
      page: { readonly limit: number; readonly after?: Item },
    ): Promise<Page> => {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tables[table],
          IndexName: index,
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': pk.name },
          ExpressionAttributeValues: marshall({ ':pk': pk.value }),
          Limit: page.limit,
          ScanIndexForward: false,
          ExclusiveStartKey: page.after === undefined ? undefined : marshall(page.after),
        }),
      )
      const next = LastEvaluatedKey === undefined ? undefined : unmarshall(LastEvaluatedKey)
      return { items: (Items ?? []).map((item) => unmarshall(item)), next }
    },

    /** All of it or nothing. What stopped it comes back in the order of the writes. */
    transact: async (
      writes: readonly Write[],
    ): Promise<{ readonly done: true } | { readonly done: false; readonly obstacles: readonly Obstacle[] }> => {
      const TransactItems = writes.map(transactItem)
      try {
        await again(() => client.send(new TransactWriteItemsCommand({ TransactItems })), isCancelledByConflict)
        return { done: true }
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error
        const obstacles = (error.CancellationReasons ?? []).map((reason) => ({
          code: reason.Code ?? 'None',
          item: reason.Item === undefined ? undefined : unmarshall(reason.Item),
        }))
        if (!obstacles.some((obstacle) => obstacle.code === 'ConditionalCheckFailed')) throw error
        return { done: false, obstacles }
      }
    },
  }
}

const tablesFromEnvironment = (): Readonly<Record<TableName, string>> => ({
  people: process.env[ENVIRONMENT.people] ?? '',
  logins: process.env[ENVIRONMENT.logins] ?? '',
  trust: process.env[ENVIRONMENT.trust] ?? '',
  ledger: process.env[ENVIRONMENT.ledger] ?? '',
})

let shared: Dynamo | undefined

/** The one client of this function, with the tables it was given; asking for another table's name fails at DynamoDB, not here. */
export const dynamoFromEnvironment = (config: DynamoDBClientConfig = {}): Dynamo => {
  shared ??= dynamo(new DynamoDBClient({ ...CLIENT_DEFAULTS, ...config }), tablesFromEnvironment())
  return shared
}
