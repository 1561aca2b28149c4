import { readUnitsOf, wantedCapacity, withCapacity } from './capacity.ts'
import { prepareGet } from './get-item.ts'
import { Input } from './input.ts'
import { projected } from './projection.ts'
import type { Store } from './store.ts'
import { actionsIn, consumedByTable, refuseTwice } from './transact-write.ts'

const MEMBERS = ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']
const TRANSACTION_FACTOR = 2

export const transactGetItems = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, ['TransactItems', 'ReturnConsumedCapacity'], 'TransactGetItems')
  const gets = actionsIn(input).map((action) => {
    const get = new Input(new Input(action, ['Get'], 'TransactItems').record('Get'), MEMBERS, 'Get')
    return prepareGet(store.table(get.text('TableName')), get)
  })
  refuseTwice(gets)
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
