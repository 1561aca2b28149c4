import {
  consumed,
  inTransaction,
  readUnitsOf,
  sumUsed,
  type Used,
  usedByWrite,
  type Wanted,
  wantedCapacity,
  withCapacity,
} from './capacity.ts'
import { sameItems } from './compare.ts'
import { invalid, TableFault } from './fault.ts'
import { Input } from './input.ts'
import type { Store } from './store.ts'
import type { Table } from './table.ts'
import {
  type Done,
  EXPRESSION_MEMBERS,
  FAILURE_MEMBER,
  foundBy,
  prepareCheck,
  prepareDelete,
  preparePut,
  prepareUpdate,
  type Write,
} from './write.ts'

const MOST_ACTIONS = 100
const LONGEST_TOKEN = 36
const MEMBERS = ['TableName', FAILURE_MEMBER, ...EXPRESSION_MEMBERS]
const TRANSACTION_READ_FACTOR = 2

const ACTIONS = {
  Put: { members: [...MEMBERS, 'Item'], prepare: preparePut },
  Update: { members: [...MEMBERS, 'Key', 'UpdateExpression'], prepare: prepareUpdate },
  Delete: { members: [...MEMBERS, 'Key'], prepare: prepareDelete },
  ConditionCheck: { members: [...MEMBERS, 'Key'], prepare: prepareCheck },
} as const
const KINDS = ['Put', 'Update', 'Delete', 'ConditionCheck'] as const

const prepareAction = (store: Store, given: unknown): Write => {
  const action = new Input(given, KINDS, 'TransactItems')
  const [kind, ...more] = KINDS.filter((one) => action.get(one) !== undefined)
  if (kind === undefined || more.length > 0)
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
  const input = new Input(action.get(kind), ACTIONS[kind].members, kind)
  if (kind === 'Update') input.text('UpdateExpression')
  return ACTIONS[kind].prepare(store.table(input.text('TableName')), input)
}

export const refuseTwice = (all: readonly { readonly table: Table; readonly key: Write['key'] }[]): void => {
  const names = all.map(({ table, key }) => JSON.stringify([table.shape.name, key.pk, key.sk]))
  if (new Set(names).size !== names.length)
    throw invalid('Transaction request cannot include multiple operations on one item')
}

export const actionsIn = (input: Input): readonly unknown[] => {
  const actions = input.list('TransactItems')
  if (actions.length < 1 || actions.length > MOST_ACTIONS)
    throw invalid(`TransactItems must have between 1 and ${MOST_ACTIONS} members`)
  return actions
}

type Outcome = { readonly write: Write; readonly before: Done['before']; readonly after: Done['after'] }
type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: unknown }

const NO_REASON: Reason = { Code: 'None' }

const reasonFrom = (fault: unknown): Reason => {
  if (!(fault instanceof TableFault)) throw fault
  if (fault.type === 'ConditionalCheckFailedException')
    return { Code: 'ConditionalCheckFailed', Message: fault.message, ...fault.extras }
  return { Code: 'ValidationError', Message: fault.message }
}

const attempt = (write: Write): Outcome | Reason => {
  try {
    const before = foundBy(write)
    return { write, before, after: write.next(before) }
  } catch (fault) {
    return reasonFrom(fault)
  }
}

/** Every outcome, none of them stored yet; one that cannot be cancels all. */
const attemptAll = (writes: readonly Write[]): readonly Outcome[] => {
  const attempts = writes.map(attempt)
  const outcomes = attempts.filter((one) => 'write' in one)
  if (outcomes.length === attempts.length) return outcomes
  const reasons = attempts.map((one) => ('write' in one ? NO_REASON : one))
  const codes = reasons.map(({ Code }) => Code).join(', ')
  throw new TableFault(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  )
}

const settle = ({ write, before, after }: Outcome): Used => {
  const changes = before === after ? [] : write.table.replace(write.key, before, after)
  return inTransaction(usedByWrite({ before, after, changes }, sameItems))
}

type Part = { readonly table: Table; readonly used: Used }

/** One `ConsumedCapacity` for each table the transaction touched. */
export const consumedByTable = (parts: readonly Part[], wanted: Wanted): readonly Record<string, unknown>[] =>
  [...Map.groupBy(parts, ({ table }) => table.shape.name)].map(([name, ofTable]) =>
    consumed(name, sumUsed(ofTable.map(({ used }) => used)), wanted),
  )

const tokenIn = (input: Input): string | undefined => {
  const token = input.optionalText('ClientRequestToken')
  if (token !== undefined && (token.length < 1 || token.length > LONGEST_TOKEN))
    throw invalid(`ClientRequestToken must have between 1 and ${LONGEST_TOKEN} characters`)
  return token
}

/** A repeated request writes nothing again; it costs the reading of its items. */
const usedByRepeat = (writes: readonly Write[]): readonly Part[] =>
  writes.map(({ table, key }) => ({
    table,
    used: { table: readUnitsOf(table.get(key), true) * TRANSACTION_READ_FACTOR, indexes: {} },
  }))

export const transactWriteItems = (store: Store, given: unknown): Record<string, unknown> => {
  const known = ['TransactItems', 'ClientRequestToken', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics']
  const input = new Input(given, known, 'TransactWriteItems')
  const writes = actionsIn(input).map((action) => prepareAction(store, action))
  refuseTwice(writes)
  const wanted = wantedCapacity(input)
  const token = tokenIn(input)
  const request = token === undefined ? '' : JSON.stringify(input.get('TransactItems'))
  if (token !== undefined && store.tokens.wasDone(token, request))
    return withCapacity({}, wanted, () => consumedByTable(usedByRepeat(writes), wanted))
  const parts = attemptAll(writes).map((outcome) => ({ table: outcome.write.table, used: settle(outcome) }))
  if (token !== undefined) store.tokens.remember(token, request)
  return withCapacity({}, wanted, () => consumedByTable(parts, wanted))
}
