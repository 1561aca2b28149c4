import { compareBinary, compareText } from './compare.ts'
import { canonical, compareNumbers } from './decimal.ts'
import { invalid, TableFault } from './fault.ts'
import { emptyItem, type Item, KINDS, type Kind, type Value } from './value.ts'

const DEEPEST = 32
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const misshapen = (message: string): TableFault => new TableFault('SerializationException', message)

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw misshapen('A string was expected in an attribute value')
  return value
}

const base64 = (value: unknown): string => {
  const encoded = text(value)
  if (!BASE64.test(encoded)) throw misshapen('A binary value must be base64')
  return Buffer.from(encoded, 'base64').toString('base64')
}

const array = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw misshapen('An array was expected in an attribute value')
  return value
}

type Members = { readonly each: (value: unknown) => string; readonly order: (a: string, b: string) => number }

const admitSet = (value: unknown, { each, order }: Members): readonly string[] => {
  const members = array(value).map(each)
  if (members.length === 0) throw invalid('One or more parameter values were invalid: A set may not be empty')
  if (new Set(members).size !== members.length)
    throw invalid('One or more parameter values were invalid: Input collection contains duplicates')
  return members.sort(order)
}

const admitters: Readonly<Record<Kind, (value: unknown, depth: number) => Value>> = {
  S: (value) => ({ S: text(value) }),
  N: (value) => ({ N: canonical(text(value)) }),
  B: (value) => ({ B: base64(value) }),
  BOOL: (value) => {
    if (typeof value !== 'boolean') throw misshapen('A boolean was expected in an attribute value')
    return { BOOL: value }
  },
  NULL: (value) => {
    if (value !== true)
      throw invalid('One or more parameter values were invalid: Null attribute value types must have the value of true')
    return { NULL: true }
  },
  SS: (value) => ({ SS: admitSet(value, { each: text, order: compareText }) }),
  NS: (value) => ({ NS: admitSet(value, { each: (one) => canonical(text(one)), order: compareNumbers }) }),
  BS: (value) => ({ BS: admitSet(value, { each: base64, order: compareBinary }) }),
  L: (value, depth) => ({ L: array(value).map((one) => admit(one, depth + 1)) }),
  M: (value, depth) => ({ M: admitItem(value, depth + 1) }),
}

const isKind = (name: string): name is Kind => (KINDS as readonly string[]).includes(name)

const admit = (value: unknown, depth: number): Value => {
  if (depth > DEEPEST) throw invalid('Nesting Levels have exceeded supported limits')
  if (!isRecord(value)) throw misshapen('An attribute value must be an object')
  const [kind, ...more] = Object.keys(value)
  if (kind === undefined || !isKind(kind))
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
  if (more.length > 0)
    throw invalid('Supplied AttributeValue has more than one datatypes set, must contain exactly one of them')
  return admitters[kind](value[kind], depth)
}

/** Checks a value from outside and gives our own copy of it: numbers canonical, sets sorted. */
export const admitValue = (value: unknown): Value => admit(value, 1)

/** Checks a whole item or map from outside; the copy shares nothing with what came in. */
export const admitItem = (value: unknown, depth = 0): Item => {
  if (!isRecord(value)) throw misshapen('An item must be an object')
  const item = emptyItem()
  for (const name of Object.keys(value)) {
    if (name === '') throw invalid('One or more parameter values were invalid: Empty attribute name')
    item[name] = admit(value[name], depth + 1)
  }
  return item
}
