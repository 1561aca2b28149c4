import { numberBytes } from './decimal.ts'
import type { Item, Value } from './value.ts'

const CONTAINER_BYTES = 3
const ELEMENT_BYTES = 1

const textBytes = (text: string): number => Buffer.byteLength(text)
const binaryBytes = (encoded: string): number => Buffer.byteLength(encoded, 'base64')

const total = <T>(values: readonly T[], bytes: (value: T) => number): number =>
  values.reduce((sum, value) => sum + bytes(value), 0)

const valueBytes = (value: Value): number => {
  if ('S' in value) return textBytes(value.S)
  if ('N' in value) return numberBytes(value.N)
  if ('B' in value) return binaryBytes(value.B)
  if ('SS' in value) return total(value.SS, textBytes)
  if ('NS' in value) return total(value.NS, numberBytes)
  if ('BS' in value) return total(value.BS, binaryBytes)
  if ('L' in value) return CONTAINER_BYTES + total(value.L, (one) => ELEMENT_BYTES + valueBytes(one))
  if ('M' in value) return CONTAINER_BYTES + Object.keys(value.M).length * ELEMENT_BYTES + counted(value.M)
  return 1
}

const counted = (item: Item): number => {
  let bytes = 0
  for (const name in item) {
    const value = item[name]
    if (value) bytes += textBytes(name) + valueBytes(value)
  }
  return bytes
}

// An item never changes: what a write counted for the limit is billed by it, and by the next one.
const known = new WeakMap<Item, number>()

/** What DynamoDB bills and limits: UTF-8 names and values, numbers packed. */
export const itemBytes = (item: Item): number => {
  const before = known.get(item)
  if (before !== undefined) return before
  const bytes = counted(item)
  known.set(item, bytes)
  return bytes
}

/** What the function `size` answers, characters of a string and not bytes; undefined for kinds that have none. */
export const sizeOf = (value: Value): number | undefined => {
  if ('S' in value) return value.S.length
  if ('B' in value) return binaryBytes(value.B)
  if ('SS' in value) return value.SS.length
  if ('NS' in value) return value.NS.length
  if ('BS' in value) return value.BS.length
  if ('L' in value) return value.L.length
  if ('M' in value) return Object.keys(value.M).length
  return undefined
}
