import { admitItem, isRecord } from './admit.ts'
import { batchGetItem, batchWriteItem } from './batch.ts'
import { TableFault } from './fault.ts'
import { getItem } from './get-item.ts'
import { query } from './query.ts'
import { scan } from './scan.ts'
import { keyOfItem, type TableShape } from './shape.ts'
import { deleteItem, putItem, updateItem } from './single-writes.ts'
import { Store } from './store.ts'
import type { HearChange } from './table.ts'
import { transactGetItems } from './transact-get.ts'
import { transactWriteItems } from './transact-write.ts'

export { TableFault } from './fault.ts'
export type { TableShape } from './shape.ts'
export { itemBytes } from './size.ts'
export type { TableChange } from './table.ts'
export type { Item, Value } from './value.ts'

type Operation = (store: Store, input: unknown) => Record<string, unknown>

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['PutItem', putItem],
  ['GetItem', getItem],
  ['UpdateItem', updateItem],
  ['DeleteItem', deleteItem],
  ['Query', query],
  ['Scan', scan],
  ['BatchGetItem', batchGetItem],
  ['BatchWriteItem', batchWriteItem],
  ['TransactGetItems', transactGetItems],
  ['TransactWriteItems', transactWriteItems],
])

/** DynamoDB's tables in memory. One thread and no waiting inside a call make every call, a transaction too, atomic. */
export class TableEngine {
  readonly #now: () => number
  readonly #store: Store

  /** `now` answers epoch milliseconds. */
  constructor(options: { readonly now?: () => number } = {}) {
    this.#now = options.now ?? Date.now
    this.#store = new Store(this.#now)
  }

  create(shape: TableShape): void {
    this.#store.create(shape)
  }

  /** From now on `hear` is told of every change of this table, before the call that made it is answered. */
  listen(table: string, hear: HearChange): void {
    this.#store.table(table).hear = hear
  }

  /** Input and answer are DynamoDB's JSON. The answer shares the stored items: read it, do not change it. */
  call(operation: string, input: unknown): Record<string, unknown> {
    const run = OPERATIONS.get(operation)
    if (!run) throw new TableFault('UnknownOperationException', `The laptop's tables do not know ${operation}`)
    return run(this.#store, input)
  }

  /** Deletes what expired (`ttlAttribute` in epoch seconds) and answers how many items that were. */
  sweep(ttlAttribute: string, table: string): number {
    const nowSeconds = Math.floor(this.#now() / 1000)
    const swept = this.#store.table(table)
    const expired = [...swept.rows.all()].filter(({ item }) => {
      const at = item[ttlAttribute]
      return at !== undefined && 'N' in at && Number(at.N) < nowSeconds
    })
    for (const { place, item } of expired) swept.replace(place, item, undefined, true)
    return expired.length
  }

  /** Every item of every table, as plain JSON. */
  snapshot(): unknown {
    return {
      tables: this.#store.tables().map(({ shape, rows }) => ({
        name: shape.name,
        items: [...rows.all()].map(({ item }) => item),
      })),
    }
  }

  /** Puts a snapshot's items in place of what the tables hold; they must have been created. */
  restore(snapshot: unknown): void {
    if (!isRecord(snapshot) || !Array.isArray(snapshot.tables)) throw new Error('this is no snapshot of tables')
    this.clear()
    for (const saved of snapshot.tables) {
      if (!isRecord(saved) || typeof saved.name !== 'string' || !Array.isArray(saved.items))
        throw new Error('this is no snapshot of a table')
      const table = this.#store.table(saved.name)
      for (const one of saved.items) {
        const item = admitItem(one)
        table.fill(keyOfItem(table.shape, item), undefined, item)
      }
    }
  }

  /** Empties every table; the tables stay. */
  clear(): void {
    for (const table of this.#store.tables()) table.clear()
    this.#store.tokens.clear()
  }
}
