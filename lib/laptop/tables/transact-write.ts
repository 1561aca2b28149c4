import { inTransaction, readUnitsOf, type Used, usedByWrite, wantedCapacity, withCapacity } from './capacity.ts'
import { sameItems } from './compare.ts'
import { invalid } from './fault.ts'
import { Input } from './input.ts'
import type { Store } from './store.ts'
import {
  actionsIn,
  cancelled,
  consumedByTable,
  orMismatch,
  type Part,
  type Reason,
  reasonFrom,
  refuseTwice,
} from './transaction.ts'
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

type Outcome = { readonly write: Write; readonly before: Done['before']; readonly after: Done['after'] }
const attempt = (write: Write | Reason): Outcome | Reason => {
  if ('Code' in write) return write
  try {
    const before = foundBy(write)
    return { write, before, after: write.next(before) }
  } catch (fault) {
    return reasonFrom(fault)
  }
}

/** Every outcome, none of them stored yet; one that cannot be cancels all. */
const attemptAll = (writes: readonly (Write | Reason)[]): readonly Outcome[] => {
  const attempts = writes.map(attempt)
  const outcomes = attempts.filter((one) => 'write' in one)
  if (outcomes.length === attempts.length) return outcomes
  throw cancelled(attempts.map((one) => ('write' in one ? undefined : one)))
}

const settle = ({ write, before, after }: Outcome): Used => {
  const changes = before === after ? [] : write.table.replace(write.key, before, after)
  return inTransaction(usedByWrite({ before, after, changes }, sameItems))
}

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
  const prepared = actionsIn(input).map((action) => orMismatch(() => prepareAction(store, action)))
  const writes = prepared.filter((one) => 'key' in one)
  refuseTwice(writes)
  const wanted = wantedCapacity(input)
  const token = tokenIn(input)
  const request = token === undefined ? '' : JSON.stringify(input.get('TransactItems'))
  if (token !== undefined && store.tokens.wasDone(token, request))
    return withCapacity({}, wanted, () => consumedByTable(usedByRepeat(writes), wanted))
  const parts = attemptAll(prepared).map((outcome) => ({ table: outcome.write.table, used: settle(outcome) }))
  if (token !== undefined) store.tokens.remember(token, request)
  return withCapacity({}, wanted, () => consumedByTable(parts, wanted))
}
