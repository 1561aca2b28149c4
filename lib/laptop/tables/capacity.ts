import type { Input } from './input.ts'
import { itemBytes } from './size.ts'
import type { IndexChange } from './table.ts'
import type { Item } from './value.ts'

const WRITE_UNIT_BYTES = 1024
const READ_UNIT_BYTES = 4096
const TRANSACTION_FACTOR = 2

export type Wanted = 'NONE' | 'TOTAL' | 'INDEXES'
export type Used = { readonly table: number; readonly indexes: Readonly<Record<string, number>> }

export const wantedCapacity = (input: Input): Wanted =>
  input.choice('ReturnConsumedCapacity', ['NONE', 'TOTAL', 'INDEXES'])

const bytesOf = (item: Item | undefined): number => (item ? itemBytes(item) : 0)

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES))

const indexUnits = ({ before, after, moved }: IndexChange, same: (a: Item, b: Item) => boolean): number => {
  if (moved) return writeUnits(bytesOf(before)) + writeUnits(bytesOf(after))
  if ((!before && !after) || (before && after && same(before, after))) return 0
  return writeUnits(Math.max(bytesOf(before), bytesOf(after)))
}

export type Written = {
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly changes: readonly IndexChange[]
}

/** Write units of one write: the larger of the item before and after, and each index it touched. */
export const usedByWrite = ({ before, after, changes }: Written, same: (a: Item, b: Item) => boolean): Used => ({
  table: writeUnits(Math.max(bytesOf(before), bytesOf(after))),
  indexes: Object.fromEntries(
    changes.flatMap((change) => {
      const units = indexUnits(change, same)
      return units > 0 ? [[change.index, units]] : []
    }),
  ),
})

/** Read units: half of one per 4 KB, whole ones where the read is strongly consistent; never none. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5)

export const readUnitsOf = (item: Item | undefined, consistent: boolean): number => readUnits(bytesOf(item), consistent)

export const inTransaction = ({ table, indexes }: Used): Used => ({
  table: table * TRANSACTION_FACTOR,
  indexes: Object.fromEntries(Object.entries(indexes).map(([name, units]) => [name, units * TRANSACTION_FACTOR])),
})

const total = ({ table, indexes }: Used): number => Object.values(indexes).reduce((sum, units) => sum + units, table)

/** Adds what several parts of one call used of one table. */
export const sumUsed = (parts: readonly Used[]): Used => {
  const indexes: Record<string, number> = {}
  for (const part of parts)
    for (const [name, units] of Object.entries(part.indexes)) indexes[name] = (indexes[name] ?? 0) + units
  return { table: parts.reduce((sum, part) => sum + part.table, 0), indexes }
}

const perIndex = (indexes: Used['indexes']) =>
  Object.fromEntries(Object.entries(indexes).map(([name, units]) => [name, { CapacityUnits: units }]))

/** The `ConsumedCapacity` of one table. */
export const consumed = (tableName: string, used: Used, wanted: Wanted): Record<string, unknown> => {
  const answer = { TableName: tableName, CapacityUnits: total(used) }
  if (wanted === 'TOTAL') return answer
  const touched = Object.keys(used.indexes).length > 0
  return {
    ...answer,
    Table: { CapacityUnits: used.table },
    ...(touched ? { GlobalSecondaryIndexes: perIndex(used.indexes) } : {}),
  }
}

/** Adds `ConsumedCapacity` to an answer, where it was asked for. */
export const withCapacity = (
  answer: Record<string, unknown>,
  wanted: Wanted,
  capacity: () => unknown,
): Record<string, unknown> => (wanted === 'NONE' ? answer : { ...answer, ConsumedCapacity: capacity() })
