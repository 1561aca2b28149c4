import { admitValue, isRecord } from './admit.ts'
import { invalid, TableFault } from './fault.ts'
import type { Path, WrittenPath } from './grammar.ts'
import type { Value } from './value.ts'

const ALIAS = /^#[A-Za-z0-9_]+$/
const PLACEHOLDER = /^:[A-Za-z0-9_]+$/

type Given<T> = ReadonlyMap<string, T>

const given = <T>(member: string, input: unknown, admit: (name: string, value: unknown) => T): Given<T> => {
  if (input === undefined) return new Map()
  if (!isRecord(input)) throw new TableFault('SerializationException', `${member} must be an object`)
  const names = Object.keys(input)
  if (names.length === 0) throw invalid(`${member} must not be empty`)
  return new Map(names.map((name) => [name, admit(name, input[name])]))
}

const admitName = (alias: string, name: unknown): string => {
  if (!ALIAS.test(alias)) throw invalid(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${alias}"`)
  if (typeof name !== 'string' || name === '')
    throw invalid(`ExpressionAttributeNames contains invalid value for key ${alias}`)
  return name
}

const admitNamed = (placeholder: string, value: unknown): Value => {
  if (!PLACEHOLDER.test(placeholder))
    throw invalid(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${placeholder}"`)
  try {
    return admitValue(value)
  } catch (fault) {
    if (!(fault instanceof TableFault)) throw fault
    throw new TableFault(fault.type, `ExpressionAttributeValues contains invalid value: ${fault.message}`)
  }
}

const unused = (member: string, all: Iterable<string>, used: ReadonlySet<string>): void => {
  const left = [...all].filter((name) => !used.has(name))
  if (left.length > 0) throw invalid(`Value provided in ${member} unused in expressions: keys: {${left.join(', ')}}`)
}

const noParts = (path: Path) => invalid(`Key attributes must be scalars; they have no parts to name: Key: ${path[0]}`)

/** The attributes that are keys, of the table and of its indexes, and so have no parts. */
export type Keys = { readonly table: ReadonlySet<string>; readonly indexes: ReadonlySet<string> }

/** The aliases and values of one call: each must be given when used and used when given. */
export class Scope {
  readonly #names: Given<string>
  readonly #values: Given<Value>
  readonly #used = new Set<string>()

  readonly #keys: Keys

  constructor(names: unknown, values: unknown, keys: Keys) {
    this.#keys = keys
    this.#names = given('ExpressionAttributeNames', names, admitName)
    this.#values = given('ExpressionAttributeValues', values, admitNamed)
  }

  path(written: WrittenPath): Path {
    const path = this.target(written)
    if (path.length > 1 && this.#keys.table.has(String(path[0]))) throw noParts(path)
    return path
  }

  /** The path an update writes to; one below a key is refused only when it is written. */
  target(written: WrittenPath): Path {
    const path = written.map((step) =>
      'name' in step ? step.name : 'index' in step ? step.index : this.#name(step.alias),
    )
    if (path.length > 1 && this.#keys.indexes.has(String(path[0]))) throw noParts(path)
    return path
  }

  value(placeholder: string): Value {
    const value = this.#values.get(placeholder)
    if (!value)
      throw invalid(`An expression attribute value used in expression is not defined; attribute value: ${placeholder}`)
    this.#used.add(placeholder)
    return value
  }

  /** To be called once every expression of the call is bound. */
  refuseUnused(): void {
    if (this.#names.size > 0) unused('ExpressionAttributeNames', this.#names.keys(), this.#used)
    if (this.#values.size > 0) unused('ExpressionAttributeValues', this.#values.keys(), this.#used)
  }

  #name(alias: string): string {
    const name = this.#names.get(alias)
    if (name === undefined)
      throw invalid(`An expression attribute name used in the document path is not defined; attribute name: ${alias}`)
    this.#used.add(alias)
    return name
  }
}
