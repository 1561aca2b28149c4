import { admitItem } from './admit.ts'
import { consumed, readUnitsOf, wantedCapacity, withCapacity } from './capacity.ts'
import { Input } from './input.ts'
import { type Projection, projected, projectionIn } from './projection.ts'
import { exactKey, type Key } from './shape.ts'
import type { Store } from './store.ts'
import type { Table } from './table.ts'
import { scopeOf } from './write.ts'

export const READ_MEMBERS = ['ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames']

export type Get = { readonly table: Table; readonly key: Key; readonly projection: Projection }

export const prepareGet = (table: Table, input: Input): Get => {
  const scope = scopeOf(table, input, ['ProjectionExpression'])
  const projection = projectionIn(input, scope)
  scope.refuseUnused()
  const key = exactKey(table.shape, admitItem(input.record('Key')))
  return { table, key, projection }
}

export const getItem = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, ['TableName', 'Key', 'ReturnConsumedCapacity', ...READ_MEMBERS], 'GetItem')
  const { table, key, projection } = prepareGet(store.table(input.text('TableName')), input)
  const consistent = input.flag('ConsistentRead', false)
  const wanted = wantedCapacity(input)
  const item = table.get(key)
  return withCapacity(item ? { Item: projected(item, projection) } : {}, wanted, () =>
    consumed(table.shape.name, { table: readUnitsOf(item, consistent), indexes: {} }, wanted),
  )
}
