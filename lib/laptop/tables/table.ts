import { sameItems, sameValue } from './compare.ts'
import { Partitions, type Place } from './partitions.ts'
import type { Keys } from './scope.ts'
import { type IndexShape, type Key, keyNames, type TableShape } from './shape.ts'
import { emptyItem, type Item } from './value.ts'

/** What one write did to one index; an absent side was not in the index. */
export type IndexChange = {
  readonly index: string
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly moved: boolean
}

const tablePlace = (shape: TableShape, { pk, sk }: Key): Place => ({
  partition: pk,
  sort: shape.sk === undefined ? undefined : { S: sk },
  pk,
  sk,
})

/** Where an item stands in an index, or undefined where it lacks one of the index's keys. */
export const indexPlace = (index: IndexShape, item: Item, { pk, sk }: Key): Place | undefined => {
  const partition = item[index.pk]
  const sort = index.sk === undefined ? undefined : item[index.sk]
  if (!partition || !('S' in partition) || (index.sk !== undefined && !sort)) return undefined
  return { partition: partition.S, sort, pk, sk }
}

const samePlace = (a: Place, b: Place): boolean =>
  a.partition === b.partition && (a.sort === b.sort || (!!a.sort && !!b.sort && sameValue(a.sort, b.sort)))

/** Every name an index holds, or undefined when it holds all. */
export const projectedNames = (shape: TableShape, index: IndexShape): ReadonlySet<string> | undefined => {
  if (index.projection === 'ALL') return undefined
  const extra = index.projection === 'KEYS_ONLY' ? [] : index.projection
  return new Set([...keyNames(shape), ...keyNames(index), ...extra])
}

const narrowed = (item: Item, names: ReadonlySet<string> | undefined): Item => {
  if (!names) return item
  const kept = emptyItem()
  for (const name of names) {
    const value = item[name]
    if (value) kept[name] = value
  }
  return kept
}

class Index {
  readonly shape: IndexShape
  readonly names: ReadonlySet<string> | undefined
  readonly rows = new Partitions()

  constructor(table: TableShape, shape: IndexShape) {
    this.shape = shape
    this.names = projectedNames(table, shape)
  }

  change(key: Key, before: Item | undefined, after: Item | undefined): IndexChange {
    const from = before && indexPlace(this.shape, before, key)
    const to = after && indexPlace(this.shape, after, key)
    const held = from && before && narrowed(before, this.names)
    const holds = to && after && narrowed(after, this.names)
    const moved = from !== undefined && to !== undefined && !samePlace(from, to)
    if (from && (moved || !to)) this.rows.delete(from)
    if (to && holds) this.rows.put(to, holds)
    return { index: this.shape.name, before: held, after: holds, moved }
  }
}

/** Hears every write that changed an item, in its order; `expired`: nobody did it, its time was over. */
export type HearChange = (change: TableChange) => void
export type TableChange = {
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly expired: boolean
}

/** One table with its indexes, always in step. Items handed out are shared and must not be changed. */
export class Table {
  readonly shape: TableShape
  readonly rows = new Partitions()
  readonly indexes: readonly Index[]
  readonly keys: Keys
  /** What a stream of this table is fed by; most tables have none. */
  hear: HearChange | undefined

  constructor(shape: TableShape) {
    this.shape = shape
    this.keys = {
      table: new Set(keyNames(shape)),
      indexes: new Set((shape.indexes ?? []).flatMap(keyNames)),
    }
    this.indexes = (shape.indexes ?? []).map((index) => new Index(shape, index))
  }

  place(key: Key): Place {
    return tablePlace(this.shape, key)
  }

  get(key: Key): Item | undefined {
    return this.rows.get(this.place(key))
  }

  /** Stores `after`, or deletes where it is undefined; `before` is what `get` answered. */
  replace(key: Key, before: Item | undefined, after: Item | undefined, expired = false): readonly IndexChange[] {
    const changes = this.fill(key, before, after)
    if (this.hear && !(before === after || (before && after && sameItems(before, after))))
      this.hear({ before, after, expired })
    return changes
  }

  /** The same unheard: what was stored before is put back. */
  fill(key: Key, before: Item | undefined, after: Item | undefined): readonly IndexChange[] {
    if (after) this.rows.put(this.place(key), after)
    else if (before) this.rows.delete(this.place(key))
    return this.indexes.map((index) => index.change(key, before, after))
  }

  clear(): void {
    this.rows.clear()
    for (const index of this.indexes) index.rows.clear()
  }
}
