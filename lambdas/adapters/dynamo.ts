import { randomUUID } from 'node:crypto'
import { ENVIRONMENT } from '#runtime/environment'
import { isFault } from './aws-fault.ts'
import { awsJson } from './aws-json.ts'
import type { AskDynamo, TransactItem } from './dynamo-calls.ts'
import { again, isCancelledByConflict, isConflict, reasonsOf } from './dynamo-conflicts.ts'
import { readItem, type Stored, writeItem } from './dynamo-values.ts'
import type { TableName } from './keys.ts'

/** An item as the adapters see it. What its fields are is the adapter's promise. */
export type Item = Readonly<Record<string, unknown>>
export type Key = { readonly pk: string; readonly sk?: string }

export type Change = {
  readonly update: string
  readonly condition?: string
  readonly names?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, unknown>>
  /** Which fields of the item that it leaves are looked at: all, unless told. Where it is none of them, nothing is sent back. */
  readonly wanted?: readonly string[]
  /** Where the write happened, answers with the item as it was before. */
  readonly returns?: 'before'
}

/** A conditional write either happened, with the item that it left or found, or did not, with what stood in its way. */
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

/** `begins`: only items whose sort key begins so. */
export type IndexPage = {
  readonly limit: number
  readonly after?: Item | undefined
  readonly upwards?: true
  readonly begins?: { readonly name: string; readonly with: string } | undefined
}

export type Page = { readonly items: readonly Item[]; readonly next?: Item }

export type Dynamo = ReturnType<typeof dynamo>

const wire = (values: Item | undefined) =>
  values === undefined || Object.keys(values).length === 0 ? undefined : writeItem(values)
const named = (names: Readonly<Record<string, string>> | undefined) =>
  names === undefined || Object.keys(names).length === 0 ? undefined : { ...names }

const RETURNS = { before: 'ALL_OLD', after: 'ALL_NEW' } as const

/** A condition that is refused brings along what stood in its way, which saves the read that explains it. */
const onRefusal = (condition: string | undefined) =>
  condition === undefined ? {} : { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }

/** DynamoDB in the few forms the adapters use: strongly consistent reads, conditional writes that tell what stood in their way. */
export const dynamo = (ask: AskDynamo, tables: Readonly<Record<TableName, string>>) => {
  const transactItem = (write: Write): TransactItem => {
    const shared = {
      TableName: tables[write.table],
      ConditionExpression: write.condition,
      ExpressionAttributeNames: named(write.names),
      ExpressionAttributeValues: wire(write.values),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }
    if (write.op === 'put') return { Put: { ...shared, Item: writeItem(write.item) } }
    if (write.op === 'update')
      return { Update: { ...shared, Key: writeItem(write.key), UpdateExpression: write.update } }
    if (write.op === 'delete') return { Delete: { ...shared, Key: writeItem(write.key) } }
    return {
      ConditionCheck: {
        ...shared,
        Key: writeItem(write.key),
        ConditionExpression: write.condition ?? 'attribute_exists(pk)',
      },
    }
  }
  const failed = (error: unknown): Outcome => {
    if (!isFault(error, 'ConditionalCheckFailedException')) throw error
    const stood = error.facts.Item as Stored | undefined
    return { done: false, item: stood === undefined ? undefined : readItem(stood) }
  }

  return {
    get: async (table: TableName, key: Key): Promise<Item | undefined> => {
      const { Item: item } = await ask('GetItem', {
        TableName: tables[table],
        Key: writeItem(key),
        ConsistentRead: true,
      })
      return item === undefined ? undefined : readItem(item)
    },

    /** Several items in one request, in the order asked; a hole where there is none. Throws rather than answer in part. */
    batchGet: async (
      wanted: readonly { readonly table: TableName; readonly key: Key }[],
    ): Promise<readonly (Item | undefined)[]> => {
      const request: Record<string, { Keys: Stored[]; ConsistentRead: true }> = {}
      for (const { table, key } of wanted) {
        request[tables[table]] ??= { Keys: [], ConsistentRead: true }
        request[tables[table]]?.Keys.push(writeItem(key))
      }
      const { Responses, UnprocessedKeys } = await ask('BatchGetItem', { RequestItems: request })
      if (UnprocessedKeys !== undefined && Object.keys(UnprocessedKeys).length > 0)
        throw new Error('a batch was answered in part')
      return wanted.map(({ table, key }) => {
        const items = (Responses?.[tables[table]] ?? []).map((item) => readItem(item))
        return items.find((item) => item.pk === key.pk && item.sk === key.sk)
      })
    },

    put: async (table: TableName, item: Item, condition?: string, values?: Item): Promise<Outcome> => {
      try {
        const put = {
          TableName: tables[table],
          Item: writeItem(item),
          ConditionExpression: condition,
          ExpressionAttributeValues: wire(values),
          ...onRefusal(condition),
        }
        await again(() => ask('PutItem', put), isConflict)
        return { done: true, item }
      } catch (error) {
        return failed(error)
      }
    },

    update: async (table: TableName, key: Key, change: Change): Promise<Outcome> => {
      try {
        const update = {
          TableName: tables[table],
          Key: writeItem(key),
          UpdateExpression: change.update,
          ConditionExpression: change.condition,
          ExpressionAttributeNames: named(change.names),
          ExpressionAttributeValues: wire(change.values),
          ReturnValues: change.wanted?.length === 0 ? undefined : RETURNS[change.returns ?? 'after'],
          ...onRefusal(change.condition),
        }
        const { Attributes } = await again(() => ask('UpdateItem', update), isConflict)
        return { done: true, item: readItem(Attributes ?? {}, change.wanted) }
      } catch (error) {
        return failed(error)
      }
    },

    remove: async (table: TableName, key: Key, condition?: string, values?: Item): Promise<Outcome> => {
      try {
        const remove = {
          TableName: tables[table],
          Key: writeItem(key),
          ConditionExpression: condition,
          ExpressionAttributeValues: wire(values),
          ReturnValues: 'ALL_OLD' as const,
          ...onRefusal(condition),
        }
        const { Attributes } = await again(() => ask('DeleteItem', remove), isConflict)
        return { done: true, item: Attributes === undefined ? {} : readItem(Attributes) }
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
      const { Items, LastEvaluatedKey } = await ask('Query', {
        TableName: tables[table],
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: writeItem({ ':pk': pk, ':prefix': prefix }),
        ConsistentRead: true,
        Limit: page.limit,
        ScanIndexForward: page.newestFirst !== true,
        ExclusiveStartKey: page.after === undefined ? undefined : writeItem(page.after),
      })
      const next = LastEvaluatedKey === undefined ? undefined : readItem(LastEvaluatedKey)
      return { items: (Items ?? []).map((item) => readItem(item)), next }
    },

    /** A page of an index, its last first unless `upwards`. Eventually consistent: for people who look, never for a decision. */
    queryIndex: async (
      table: TableName,
      index: string,
      pk: { readonly name: string; readonly value: string },
      page: IndexPage,
    ): Promise<Page> => {
      const { Items, LastEvaluatedKey } = await ask('Query', {
        TableName: tables[table],
        IndexName: index,
        KeyConditionExpression: `#pk = :pk${page.begins === undefined ? '' : ' AND begins_with(#sk, :sk)'}`,
        ExpressionAttributeNames: { '#pk': pk.name, ...(page.begins && { '#sk': page.begins.name }) },
        ExpressionAttributeValues: writeItem({ ':pk': pk.value, ...(page.begins && { ':sk': page.begins.with }) }),
        Limit: page.limit,
        ScanIndexForward: page.upwards === true,
        ExclusiveStartKey: page.after === undefined ? undefined : writeItem(page.after),
      })
      const next = LastEvaluatedKey === undefined ? undefined : readItem(LastEvaluatedKey)
      return { items: (Items ?? []).map((item) => readItem(item)), next }
    },

    /** All of it or nothing. What stopped it comes back in the order of the writes. */
    transact: async (
      writes: readonly Write[],
    ): Promise<{ readonly done: true } | { readonly done: false; readonly obstacles: readonly Obstacle[] }> => {
      // The token makes a repeated request the same request: one whose answer was lost is not applied again.
      const all = { TransactItems: writes.map(transactItem), ClientRequestToken: randomUUID() }
      try {
        await again(() => ask('TransactWriteItems', all), isCancelledByConflict)
        return { done: true }
      } catch (error) {
        const obstacles = reasonsOf(error).map(({ Code, Item: stood }) => ({
          code: Code ?? 'None',
          item: stood === undefined ? undefined : readItem(stood),
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
export const dynamoFromEnvironment = (): Dynamo => {
  shared ??= dynamo(awsJson('dynamodb'), tablesFromEnvironment())
  return shared
}
