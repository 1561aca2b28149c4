import { isRecord } from './admit.ts'
import { consumed, readUnitsOf, sumUsed, type Used, usedByWrite, wantedCapacity, withCapacity } from './capacity.ts'
import { sameItems } from './compare.ts'
import { invalid, TableFault } from './fault.ts'
import { type Get, prepareGet, READ_MEMBERS } from './get-item.ts'
import { Input } from './input.ts'
import { projected } from './projection.ts'
import type { Key } from './shape.ts'
import type { Store } from './store.ts'
import type { Table } from './table.ts'
import { perform, prepareDelete, preparePut, type Write } from './write.ts'

const MOST_WRITES = 25
const MOST_GETS = 100

const refuseTwice = (keys: readonly Key[]): void => {
  if (new Set(keys.map(({ pk, sk }) => JSON.stringify([pk, sk]))).size !== keys.length)
    throw invalid('Provided list of item keys contains duplicates')
}

const requestsByTable = (input: Input): readonly (readonly [string, unknown])[] => {
  const requests = Object.entries(input.record('RequestItems'))
  if (requests.length === 0) throw invalid('The batch request list cannot be empty')
  return requests
}

const inBounds = (count: number, most: number): void => {
  if (count > most) throw invalid(`Too many items requested: at most ${most} are allowed`)
}

const prepareWrite = (table: Table, given: unknown): Write => {
  const request = new Input(given, ['PutRequest', 'DeleteRequest'], 'WriteRequest')
  const [put, gone] = [request.get('PutRequest'), request.get('DeleteRequest')]
  if ((put === undefined) === (gone === undefined))
    throw invalid('Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest')
  if (put !== undefined) return preparePut(table, new Input(put, ['Item'], 'PutRequest'))
  return prepareDelete(table, new Input(gone, ['Key'], 'DeleteRequest'))
}

const prepareWrites = (store: Store, name: string, given: unknown): readonly Write[] => {
  if (!Array.isArray(given)) throw new TableFault('SerializationException', 'WriteRequests must be an array')
  if (given.length === 0) throw invalid('The batch write request list for a table cannot be empty')
  const table = store.table(name)
  const writes = given.map((one: unknown) => prepareWrite(table, one))
  refuseTwice(writes.map(({ key }) => key))
  return writes
}

export const batchWriteItem = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(
    given,
    ['RequestItems', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'],
    'BatchWriteItem',
  )
  const requests = requestsByTable(input)
  inBounds(
    requests.reduce((count, [, list]) => count + (Array.isArray(list) ? list.length : 0), 0),
    MOST_WRITES,
  )
  const prepared = requests.map(([name, list]) => ({ name, writes: prepareWrites(store, name, list) }))
  const wanted = wantedCapacity(input)
  const used = prepared.map(({ name, writes }) => ({
    name,
    used: sumUsed(writes.map((write): Used => usedByWrite(perform(write), sameItems))),
  }))
  return withCapacity({ UnprocessedItems: {} }, wanted, () => used.map((one) => consumed(one.name, one.used, wanted)))
}

type Gets = { readonly name: string; readonly gets: readonly Get[]; readonly consistent: boolean }

const prepareGets = (store: Store, name: string, given: unknown): Gets => {
  const of = `RequestItems.${name}`
  const input = new Input(given, ['Keys', ...READ_MEMBERS], of)
  const keys = input.list('Keys')
  if (keys.length === 0) throw invalid(`${of}: Keys must not be empty`)
  const table = store.table(name)
  const { Keys: _, ConsistentRead: __, ...reading } = isRecord(given) ? given : {}
  const gets = keys.map((key) => prepareGet(table, new Input({ ...reading, Key: key }, ['Key', ...READ_MEMBERS], of)))
  refuseTwice(gets.map(({ key }) => key))
  return { name, gets, consistent: input.flag('ConsistentRead', false) }
}

const fetched = ({ gets }: Gets) =>
  gets.flatMap(({ table, key, projection }) => {
    const item = table.get(key)
    return item ? [projected(item, projection)] : []
  })

const usedByGets = ({ gets, consistent }: Gets): Used =>
  sumUsed(gets.map(({ table, key }) => ({ table: readUnitsOf(table.get(key), consistent), indexes: {} })))

export const batchGetItem = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, ['RequestItems', 'ReturnConsumedCapacity'], 'BatchGetItem')
  const prepared = requestsByTable(input).map(([name, request]) => prepareGets(store, name, request))
  inBounds(
    prepared.reduce((count, { gets }) => count + gets.length, 0),
    MOST_GETS,
  )
  const wanted = wantedCapacity(input)
  const responses = Object.fromEntries(prepared.map((one) => [one.name, fetched(one)]))
  return withCapacity({ Responses: responses, UnprocessedKeys: {} }, wanted, () =>
    prepared.map((one) => consumed(one.name, usedByGets(one), wanted)),
  )
}
