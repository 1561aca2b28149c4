import { invalid, TableFault } from './fault.ts'
import type { TableShape } from './shape.ts'
import { Table } from './table.ts'
import { TransactionTokens } from './transaction-tokens.ts'

const NAME = /^[a-zA-Z0-9_.-]{3,255}$/

/** Every table by name, and the clock they share (epoch milliseconds). */
export class Store {
  readonly tokens: TransactionTokens
  readonly #tables = new Map<string, Table>()

  constructor(now: () => number) {
    this.tokens = new TransactionTokens(now)
  }

  create(shape: TableShape): Table {
    if (!NAME.test(shape.name)) throw invalid(`Invalid table name: ${shape.name}`)
    if (this.#tables.has(shape.name))
      throw new TableFault('ResourceInUseException', `Table already exists: ${shape.name}`)
    const table = new Table(shape)
    this.#tables.set(shape.name, table)
    return table
  }

  table(name: string): Table {
    const table = this.#tables.get(name)
    if (table) return table
    if (!NAME.test(name)) throw invalid(`Invalid table name: ${name}`)
    throw new TableFault('ResourceNotFoundException', 'Cannot do operations on a non-existent table')
  }

  tables(): readonly Table[] {
    return [...this.#tables.values()]
  }
}
