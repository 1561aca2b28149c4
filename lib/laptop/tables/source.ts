import { admitItem } from './admit.ts'
import { invalid } from './fault.ts'
import type { Input } from './input.ts'
import type { Partitions, Place } from './partitions.ts'
import { checkIndexKeys, keyNames, keyOfItem, sortKinds } from './shape.ts'
import { indexPlace, type Table } from './table.ts'
import { emptyItem, type Item, type Kind } from './value.ts'

/** What a page is read from: a table, or one of its indexes. */
export type Source = {
  readonly table: Table
  readonly indexName: string | undefined
  readonly rows: Partitions
  readonly keys: { readonly pk: string; readonly sk?: string }
  readonly sortKinds: readonly Kind[]
  /** The attributes it holds; undefined for all of them. */
  readonly held: ReadonlySet<string> | undefined
  readonly keyOf: (item: Item) => Item
  readonly placeOf: (item: Item) => Place | undefined
}

const picked = (item: Item, names: readonly string[]): Item => {
  const key = emptyItem()
  for (const name of names) {
    const value = item[name]
    if (value) key[name] = value
  }
  return key
}

const wholeTable = (table: Table): Source => ({
  table,
  indexName: undefined,
  rows: table.rows,
  keys: table.shape,
  sortKinds: ['S'],
  held: undefined,
  keyOf: (item) => picked(item, keyNames(table.shape)),
  placeOf: (item) => table.place(keyOfItem(table.shape, item)),
})

/** The table itself, or the index that `IndexName` names. */
export const sourceIn = (table: Table, input: Input): Source => {
  const indexName = input.optionalText('IndexName')
  if (indexName === undefined) return wholeTable(table)
  const index = table.indexes.find(({ shape }) => shape.name === indexName)
  if (!index) throw invalid(`The table does not have the specified index: ${indexName}`)
  const names = [...new Set([...keyNames(index.shape), ...keyNames(table.shape)])]
  return {
    table,
    indexName,
    rows: index.rows,
    keys: index.shape,
    sortKinds: sortKinds(index.shape),
    held: index.names,
    keyOf: (item) => picked(item, names),
    placeOf: (item) => indexPlace(index.shape, item, keyOfItem(table.shape, item)),
  }
}

/** Where `ExclusiveStartKey` points: it must be a whole key of the source, though no item need be there. */
export const startIn = (source: Source, input: Input): Place | undefined => {
  const given = input.get('ExclusiveStartKey')
  if (given === undefined) return undefined
  const key = admitItem(given)
  const whole = Object.keys(source.keyOf(key)).length === Object.keys(key).length
  checkIndexKeys(source.table.shape, key)
  const place = whole ? source.placeOf(key) : undefined
  if (!place) throw invalid('The provided starting key is invalid')
  return place
}
