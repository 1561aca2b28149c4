import { consumed, sumUsed, type Used, type Wanted } from './capacity.ts'
import { invalid, SchemaMismatch, TableFault } from './fault.ts'
import type { Input } from './input.ts'
import type { Key } from './shape.ts'
import type { Table } from './table.ts'

const MOST_ACTIONS = 100

/** Why one action of a transaction could not be done. */
export type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: unknown }

const NO_REASON: Reason = { Code: 'None' }

export const reasonFrom = (fault: unknown): Reason => {
  if (!(fault instanceof TableFault)) throw fault
  if (fault.type === 'ConditionalCheckFailedException')
    return { Code: 'ConditionalCheckFailed', Message: fault.message, ...fault.extras }
  return { Code: 'ValidationError', Message: fault.message }
}

/** An action made ready, or what the table's schema says against it; anything else wrong with it is thrown. */
export const orMismatch = <T>(prepare: () => T): T | Reason => {
  try {
    return prepare()
  } catch (fault) {
    if (fault instanceof SchemaMismatch) return reasonFrom(fault)
    throw fault
  }
}

/** The refusal of a whole transaction; undefined stands for an action that had nothing against it. */
export const cancelled = (found: readonly (Reason | undefined)[]): TableFault => {
  const reasons = found.map((one) => one ?? NO_REASON)
  const codes = reasons.map(({ Code }) => Code).join(', ')
  return new TableFault(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  )
}

export const refuseTwice = (all: readonly { readonly table: Table; readonly key: Key }[]): void => {
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

export type Part = { readonly table: Table; readonly used: Used }

/** One `ConsumedCapacity` for each table the transaction touched. */
export const consumedByTable = (parts: readonly Part[], wanted: Wanted): readonly Record<string, unknown>[] =>
  [...Map.groupBy(parts, ({ table }) => table.shape.name)].map(([name, ofTable]) =>
    consumed(name, sumUsed(ofTable.map(({ used }) => used)), wanted),
  )
