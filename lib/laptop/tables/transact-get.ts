import { readUnitsOf, wantedCapacity, withCapacity } from './capacity.ts'
import { type Get, prepareGet } from './get-item.ts'
import { Input } from './input.ts'
import { projected } from './projection.ts'
import type { Store } from './store.ts'
import { actionsIn, cancelled, consumedByTable, orMismatch, refuseTwice } from './transaction.ts'

const MEMBERS = ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']
const TRANSACTION_FACTOR = 2

const prepareAction = (store: Store, given: unknown): Get => {
  const action = new Input(new Input(given, ['Get'], 'TransactItems').record('Get'), MEMBERS, 'Get')
  return prepareGet(store.table(action.text('TableName')), action)
}

export const transactGetItems = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, ['TransactItems', 'ReturnConsumedCapacity'], 'TransactGetItems')
  const prepared = actionsIn(input).map((action) => orMismatch(() => prepareAction(store, action)))
  const gets = prepared.filter((one) => 'key' in one)
  refuseTwice(gets)
  if (gets.length < prepared.length) throw cancelled(prepared.map((one) => ('key' in one ? undefined : one)))
  const found = gets.map((get) => ({ ...get, item: get.table.get(get.key) }))
  const wanted = wantedCapacity(input)
  const responses = found.map(({ item, projection }) => (item ? { Item: projected(item, projection) } : {}))
  return withCapacity({ Responses: responses }, wanted, () =>
    consumedByTable(
      found.map(({ table, item }) => ({
        table,
        used: { table: readUnitsOf(item, true) * TRANSACTION_FACTOR, indexes: {} },
      })),
      wanted,
    ),
  )
}
