import { admitItem } from './admit.ts'
import { applyUpdate } from './apply-update.ts'
import { bindCondition } from './bind-condition.ts'
import { type BoundUpdate, bindUpdate } from './bind-update.ts'
import type { BoundCondition } from './condition-checks.ts'
import { conditionOf, updateOf } from './expressions.ts'
import { invalid, TableFault } from './fault.ts'
import type { Input } from './input.ts'
import { holds } from './judge-condition.ts'
import { Scope } from './scope.ts'
import { checkIndexKeys, checkIndexKinds, exactKey, type Key, keyNames, keyOfItem, type TableShape } from './shape.ts'
import { itemBytes } from './size.ts'
import type { IndexChange, Table } from './table.ts'
import { emptyItem, type Item } from './value.ts'

const MOST_ITEM_BYTES = 400 * 1024

/** A write checked as far as it can be without its item. */
export type Write = {
  readonly table: Table
  readonly key: Key
  readonly condition: BoundCondition | undefined
  readonly tellsItem: boolean
  readonly update: BoundUpdate | undefined
  readonly next: (before: Item | undefined) => Item | undefined
}

export type Done = {
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly changes: readonly IndexChange[]
}

export const EXPRESSION_MEMBERS = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues']
export const FAILURE_MEMBER = 'ReturnValuesOnConditionCheckFailure'

export const scopeOf = (table: Table, input: Input, expressions: readonly string[]): Scope => {
  const names = input.get('ExpressionAttributeNames')
  const values = input.get('ExpressionAttributeValues')
  const any = expressions.some((member) => input.get(member) !== undefined)
  if (!any && (names !== undefined || values !== undefined))
    throw invalid('ExpressionAttributeNames and ExpressionAttributeValues can only be specified when using expressions')
  return new Scope(names, values, table.keys)
}

const conditionIn = (input: Input, scope: Scope): BoundCondition | undefined => {
  const text = input.optionalText('ConditionExpression')
  return text === undefined ? undefined : bindCondition(conditionOf(text), scope)
}

const tellsItemIn = (input: Input): boolean => input.choice(FAILURE_MEMBER, ['NONE', 'ALL_OLD']) === 'ALL_OLD'

const sized = (item: Item): Item => {
  if (itemBytes(item) > MOST_ITEM_BYTES) throw invalid('Item size has exceeded the maximum allowed size')
  return item
}

export const preparePut = (table: Table, input: Input): Write => {
  const scope = scopeOf(table, input, ['ConditionExpression'])
  const item = sized(admitItem(input.record('Item')))
  const condition = conditionIn(input, scope)
  scope.refuseUnused()
  const key = keyOfItem(table.shape, item)
  checkIndexKinds(table.keys.indexes, item)
  checkIndexKeys(table.shape, item)
  return { table, key, condition, tellsItem: tellsItemIn(input), update: undefined, next: () => item }
}

const keyIn = (table: Table, input: Input): Key => exactKey(table.shape, admitItem(input.record('Key')))

export const prepareDelete = (table: Table, input: Input): Write => {
  const scope = scopeOf(table, input, ['ConditionExpression'])
  const condition = conditionIn(input, scope)
  scope.refuseUnused()
  const key = keyIn(table, input)
  return { table, key, condition, tellsItem: tellsItemIn(input), update: undefined, next: () => undefined }
}

export const prepareCheck = (table: Table, input: Input): Write => {
  input.text('ConditionExpression')
  return { ...prepareDelete(table, input), next: (before) => before }
}

const refuseKeyChange = (shape: TableShape, update: BoundUpdate): void => {
  for (const name of keyNames(shape))
    if (update.paths.next.has(name))
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      )
}

const newItem = (shape: TableShape, key: Key): Item => {
  const item = emptyItem()
  item[shape.pk] = { S: key.pk }
  if (shape.sk !== undefined) item[shape.sk] = { S: key.sk }
  return item
}

export const prepareUpdate = (table: Table, input: Input): Write => {
  const scope = scopeOf(table, input, ['ConditionExpression', 'UpdateExpression'])
  const { shape } = table
  const text = input.optionalText('UpdateExpression')
  const update = text === undefined ? undefined : bindUpdate(updateOf(text), scope)
  const condition = conditionIn(input, scope)
  scope.refuseUnused()
  const key = keyIn(table, input)
  const next = (before: Item | undefined): Item => {
    const from = before ?? newItem(shape, key)
    if (!update) return from
    refuseKeyChange(shape, update)
    const after = sized(applyUpdate(from, update))
    checkIndexKeys(shape, after)
    return after
  }
  return { table, key, condition, tellsItem: tellsItemIn(input), update, next }
}

const NOTHING: Item = emptyItem()

/** The item a write finds, or the refusal of its condition. */
export const foundBy = ({ table, key, condition, tellsItem }: Write): Item | undefined => {
  const before = table.get(key)
  if (!condition || holds(condition, before ?? NOTHING)) return before
  const told = tellsItem && before ? { Item: before } : {}
  throw new TableFault('ConditionalCheckFailedException', 'The conditional request failed', told)
}

/** Does a write at once or throws and leaves everything as it was. */
export const perform = (write: Write): Done => {
  const before = foundBy(write)
  const after = write.next(before)
  return { before, after, changes: write.table.replace(write.key, before, after) }
}
