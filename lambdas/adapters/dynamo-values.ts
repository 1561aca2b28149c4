import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/** An item as DynamoDB writes it down. */
export type Stored = Record<string, AttributeValue>

type Fields = Readonly<Record<string, unknown>>

// Written to an object it would become its prototype, and no field.
const fieldName = (name: string): string => {
  if (name === '__proto__') throw new TypeError('no field has this name')
  return name
}

const write = (value: unknown): AttributeValue => {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value === null) return { NULL: true }
  // Beyond this JavaScript no longer counts by ones: a counter would be wrong without a word.
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { N: String(value) }
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(write) }
  if (typeof value === 'object') return { M: writeItem(value as Fields) }
  throw new TypeError(`a ${typeof value} cannot be stored`)
}

/** What is undefined is left out. Strings, safe numbers, booleans, null, lists and plain objects; anything else throws. */
export const writeItem = (item: Fields): Stored => {
  const stored: Stored = {}
  for (const name of Object.keys(item)) {
    const value = item[name]
    if (value !== undefined) stored[fieldName(name)] = write(value)
  }
  return stored
}

const readNumber = (digits: string): number => {
  const value = Number(digits)
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new TypeError('a stored number is too large to be read exactly')
  return value
}

const read = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return readNumber(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.NULL !== undefined) return null
  if (value.L !== undefined) return value.L.map(read)
  if (value.M !== undefined) return readItem(value.M)
  throw new TypeError('a stored value is of a kind that Latchkey never writes')
}

/** Only what is wanted, where that is not all of it. */
export const readItem = (stored: Readonly<Stored>, wanted: readonly string[] = Object.keys(stored)): Fields => {
  const item: Record<string, unknown> = {}
  for (const name of wanted) {
    const value = stored[name]
    if (value !== undefined) item[fieldName(name)] = read(value)
  }
  return item
}
