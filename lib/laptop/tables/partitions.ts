import { compareText, compareValues } from './compare.ts'
import { type Item, kindOf, type Value } from './value.ts'

/** Where a row stands: its partition, then in order of `sort`, and of the table's own key where that is equal. */
export type Place = {
  readonly partition: string
  readonly sort: Value | undefined
  readonly pk: string
  readonly sk: string
}
export type Row = { readonly place: Place; readonly item: Item }

export const comparePlaces = (a: Place, b: Place): number => {
  const bySort = a.sort && b.sort ? (compareValues(a.sort, b.sort) ?? compareText(kindOf(a.sort), kindOf(b.sort))) : 0
  return bySort || compareText(a.pk, b.pk) || compareText(a.sk, b.sk)
}

/** The first place in sorted rows where `is` becomes true and stays so. */
export const firstWhere = (rows: readonly Row[], is: (row: Row) => boolean): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row && is(row)) high = middle
    else low = middle + 1
  }
  return low
}

/** Spreads partitions as a hash does, so that nobody comes to rely on the order of a scan. */
const scatter = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

const byScatter = (a: string, b: string): number => scatter(a) - scatter(b) || compareText(a, b)

const NONE: readonly Row[] = []

/** Rows by partition, sorted within each. */
export class Partitions {
  readonly #rows = new Map<string, Row[]>()
  #scanOrder: readonly string[] | undefined

  rowsOf(partition: string): readonly Row[] {
    return this.#rows.get(partition) ?? NONE
  }

  get(place: Place): Item | undefined {
    const rows = this.rowsOf(place.partition)
    const row = rows[firstWhere(rows, (one) => comparePlaces(one.place, place) >= 0)]
    return row && comparePlaces(row.place, place) === 0 ? row.item : undefined
  }

  put(place: Place, item: Item): void {
    const rows = this.#rows.get(place.partition)
    if (!rows) {
      this.#rows.set(place.partition, [{ place, item }])
      this.#scanOrder = undefined
      return
    }
    const at = firstWhere(rows, (row) => comparePlaces(row.place, place) >= 0)
    const there = rows[at]
    const taken = there !== undefined && comparePlaces(there.place, place) === 0
    rows.splice(at, taken ? 1 : 0, { place, item })
  }

  delete(place: Place): void {
    const rows = this.#rows.get(place.partition)
    if (!rows) return
    const at = firstWhere(rows, (row) => comparePlaces(row.place, place) >= 0)
    const there = rows[at]
    if (!there || comparePlaces(there.place, place) !== 0) return
    rows.splice(at, 1)
    if (rows.length > 0) return
    this.#rows.delete(place.partition)
    this.#scanOrder = undefined
  }

  /** Every row after `start` in the scan's own order. */
  *all(start?: Place): Generator<Row> {
    this.#scanOrder ??= [...this.#rows.keys()].sort(byScatter)
    for (const partition of this.#partitionsFrom(start)) {
      const rows = this.rowsOf(partition)
      const from = start?.partition === partition ? firstWhere(rows, (row) => comparePlaces(row.place, start) > 0) : 0
      for (let at = from; at < rows.length; at += 1) {
        const row = rows[at]
        if (row) yield row
      }
    }
  }

  clear(): void {
    this.#rows.clear()
    this.#scanOrder = undefined
  }

  #partitionsFrom(start: Place | undefined): readonly string[] {
    const order = this.#scanOrder ?? []
    if (!start) return order
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (byScatter(order[middle] ?? '', start.partition) >= 0) high = middle
      else low = middle + 1
    }
    return order.slice(low)
  }
}
