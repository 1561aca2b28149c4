import { compareNumbers } from './decimal.ts'
import { type Item, kindOf, type Value } from './value.ts'

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** By UTF-8 bytes, which is not JavaScript's own order above U+D800. */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at += 1) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left === right) continue
    return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1
  }
  return a.length - b.length
}

/** By bytes, both base64. */
export const compareBinary = (a: string, b: string): number =>
  a === b ? 0 : Buffer.compare(Buffer.from(a, 'base64'), Buffer.from(b, 'base64'))

/** Undefined when the two have no order: other kinds, or kinds that no order is defined for. */
export const compareValues = (a: Value, b: Value): number | undefined => {
  if ('S' in a && 'S' in b) return compareText(a.S, b.S)
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N)
  if ('B' in a && 'B' in b) return compareBinary(a.B, b.B)
  return undefined
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, at) => text === b[at])

/** Deep equality of whole items. */
export const sameItems = (a: Item, b: Item): boolean => {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => sameOptional(a[name], b[name]))
}

const sameOptional = (a: Value | undefined, b: Value | undefined): boolean =>
  a !== undefined && b !== undefined && sameValue(a, b)

/** Deep equality of admitted values: numbers by worth, sets in any order. */
export const sameValue = (a: Value, b: Value): boolean => {
  if ('S' in a) return 'S' in b && a.S === b.S
  if ('N' in a) return 'N' in b && a.N === b.N
  if ('B' in a) return 'B' in b && a.B === b.B
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL
  if ('SS' in a) return 'SS' in b && sameTexts(a.SS, b.SS)
  if ('NS' in a) return 'NS' in b && sameTexts(a.NS, b.NS)
  if ('BS' in a) return 'BS' in b && sameTexts(a.BS, b.BS)
  if ('L' in a) return 'L' in b && a.L.length === b.L.length && a.L.every((value, at) => sameOptional(value, b.L[at]))
  if ('M' in a) return 'M' in b && sameItems(a.M, b.M)
  return kindOf(a) === kindOf(b)
}
