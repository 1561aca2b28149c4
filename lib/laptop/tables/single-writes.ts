import type { BoundUpdate } from './bind-update.ts'
import { consumed, usedByWrite, type Wanted, wantedCapacity, withCapacity } from './capacity.ts'
import { sameItems } from './compare.ts'
import { Input } from './input.ts'
import { project } from './project.ts'
import type { Store } from './store.ts'
import type { Item } from './value.ts'
import {
  type Done,
  EXPRESSION_MEMBERS,
  FAILURE_MEMBER,
  perform,
  prepareDelete,
  preparePut,
  prepareUpdate,
  type Write,
} from './write.ts'

const MEMBERS = [
  'TableName',
  'ReturnValues',
  'ReturnConsumedCapacity',
  'ReturnItemCollectionMetrics',
  FAILURE_MEMBER,
  ...EXPRESSION_MEMBERS,
]

const RETURNS = ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'] as const
type Returns = (typeof RETURNS)[number]

const updatedPart = (item: Item | undefined, update: BoundUpdate | undefined): Item | undefined => {
  if (!item || !update) return undefined
  const part = project(item, update.paths)
  return Object.keys(part).length > 0 ? part : undefined
}

const returned = (returns: Returns, { before, after }: Done, update: BoundUpdate | undefined): Item | undefined => {
  if (returns === 'ALL_OLD') return before
  if (returns === 'ALL_NEW') return after
  if (returns === 'UPDATED_OLD') return updatedPart(before, update)
  return returns === 'UPDATED_NEW' ? updatedPart(after, update) : undefined
}

const finish = (write: Write, returns: Returns, wanted: Wanted): Record<string, unknown> => {
  const done = perform(write)
  const attributes = returned(returns, done, write.update)
  return withCapacity(attributes ? { Attributes: attributes } : {}, wanted, () =>
    consumed(write.table.shape.name, usedByWrite(done, sameItems), wanted),
  )
}

export const putItem = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, [...MEMBERS, 'Item'], 'PutItem')
  const table = store.table(input.text('TableName'))
  const returns = input.choice('ReturnValues', ['NONE', 'ALL_OLD'])
  return finish(preparePut(table, input), returns, wantedCapacity(input))
}

export const deleteItem = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, [...MEMBERS, 'Key'], 'DeleteItem')
  const table = store.table(input.text('TableName'))
  const returns = input.choice('ReturnValues', ['NONE', 'ALL_OLD'])
  return finish(prepareDelete(table, input), returns, wantedCapacity(input))
}

export const updateItem = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, [...MEMBERS, 'Key', 'UpdateExpression'], 'UpdateItem')
  const table = store.table(input.text('TableName'))
  const returns = input.choice('ReturnValues', RETURNS)
  return finish(prepareUpdate(table, input), returns, wantedCapacity(input))
}
