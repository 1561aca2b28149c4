import { invalid, SchemaMismatch } from './fault.ts'
import { type Item, type Kind, kindOf, type Value } from './value.ts'

export type IndexShape = {
  readonly name: string
  readonly pk: string
  readonly sk?: string
  /** The one kind its sort key may have; without it both strings and numbers are taken. */
  readonly skType?: 'S' | 'N'
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[]
}

/** Keys are strings (S); only an index's sort key may be a number (N) too. */
export type TableShape = {
  readonly name: string
  readonly pk: string
  readonly sk?: string
  readonly indexes?: readonly IndexShape[]
}

/** The key of one item; `sk` is empty where the table has no sort key. */
export type Key = { readonly pk: string; readonly sk: string }

export const keyNames = (shape: { readonly pk: string; readonly sk?: string }): readonly string[] =>
  shape.sk === undefined ? [shape.pk] : [shape.pk, shape.sk]

const keyText = (item: Item, name: string): string => {
  const value = item[name]
  if (!value) throw invalid(`One of the required keys was not given a value: ${name}`)
  if (!('S' in value))
    throw new SchemaMismatch(`One or more parameter values were invalid: Type mismatch for key ${name}`)
  if (value.S === '') throw emptyKey(name)
  return value.S
}

export const emptyKey = (name: string) =>
  invalid(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
  )

const LONGEST_PK_BYTES = 2048
const LONGEST_SK_BYTES = 1024

const short = (text: string, longestBytes: number, name: string): string => {
  if (text.length * 3 <= longestBytes || Buffer.byteLength(text) <= longestBytes) return text
  throw invalid(`One or more parameter values were invalid: Size of ${name} exceeds ${longestBytes} bytes`)
}

/** The key an item carries among its attributes. */
export const keyOfItem = (shape: TableShape, item: Item): Key => ({
  pk: short(keyText(item, shape.pk), LONGEST_PK_BYTES, shape.pk),
  sk: shape.sk === undefined ? '' : short(keyText(item, shape.sk), LONGEST_SK_BYTES, shape.sk),
})

/** A `Key` member: the key's attributes and no others. */
export const exactKey = (shape: TableShape, item: Item): Key => {
  if (Object.keys(item).length !== keyNames(shape).length)
    throw new SchemaMismatch('The provided key element does not match the schema')
  return keyOfItem(shape, item)
}

/** Refuses an attribute that is an index's key but cannot be one; absent is fine, the index is sparse. */
export const checkIndexKeys = (shape: TableShape, item: Item): void => {
  for (const index of shape.indexes ?? []) {
    checkIndexKey(item[index.pk], { index, kinds: STRING, name: index.pk })
    if (index.sk !== undefined) checkIndexKey(item[index.sk], { index, kinds: sortKinds(index), name: index.sk })
  }
}

const KEY_KINDS: readonly Kind[] = ['S', 'N', 'B']

/** Refuses what no index's key could ever be; the rest is found out when it is written. */
export const checkIndexKinds = (indexKeys: Iterable<string>, item: Item): void => {
  for (const name of indexKeys) {
    const value = item[name]
    if (value && !KEY_KINDS.includes(kindOf(value))) throw invalid(`Invalid attribute value type: ${name}`)
  }
}

const STRING: readonly Kind[] = ['S']

/** The kinds an index's sort key may have. */
export const sortKinds = (index: IndexShape): readonly Kind[] => (index.skType ? [index.skType] : ['S', 'N'])

type IndexKey = { readonly index: IndexShape; readonly kinds: readonly Kind[]; readonly name: string }

const checkIndexKey = (value: Value | undefined, { index, kinds, name }: IndexKey): void => {
  if (!value) return
  if (!kinds.includes(kindOf(value)))
    throw new SchemaMismatch(
      `One or more parameter values were invalid: Type mismatch for Index Key ${name} of ${index.name}`,
    )
  if ('S' in value && value.S === '') throw emptyKey(name)
}
