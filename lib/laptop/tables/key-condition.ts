import { compareValues } from './compare.ts'
import type { BoundCondition, BoundOperand } from './condition-checks.ts'
import { invalid } from './fault.ts'
import type { Comparator } from './grammar.ts'
import { firstWhere, type Row } from './partitions.ts'
import { emptyKey } from './shape.ts'
import type { Value } from './value.ts'

type Bound = { readonly at: Value; readonly inclusive: boolean }

/** Which rows of one partition are meant; an absent bound is open, and `exact` is one value and no range. */
export type SortRange = {
  readonly from?: Bound
  readonly to?: Bound
  readonly prefix?: Value
  readonly exact?: boolean
}
export type KeyCondition = { readonly partition: string; readonly range: SortRange }

type Keys = { readonly pk: string; readonly sk?: string }
type Part = { readonly name: string; readonly range: SortRange; readonly equals: Value | undefined }

const FLIPPED: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

const nameOf = (operand: BoundOperand | undefined): string => {
  if (operand?.kind !== 'path') throw invalid('KeyConditionExpressions cannot contain nested operations')
  const [name, ...deeper] = operand.path
  if (typeof name !== 'string' || deeper.length > 0) throw invalid('Key attributes must be scalars')
  return name
}

const literal = (operand: BoundOperand | undefined): Value => {
  if (operand?.kind === 'value') return operand.value
  throw invalid('KeyConditionExpressions must compare a key attribute with a value')
}

const rangeOf = (comparator: Comparator, at: Value): SortRange => {
  if (comparator === '=') return { from: { at, inclusive: true }, to: { at, inclusive: true }, exact: true }
  if (comparator === '<' || comparator === '<=') return { to: { at, inclusive: comparator === '<=' } }
  if (comparator === '>' || comparator === '>=') return { from: { at, inclusive: comparator === '>=' } }
  throw invalid(`Invalid operator used in KeyConditionExpression: ${comparator}`)
}

const compared = (condition: BoundCondition & { kind: 'compare' }): Part => {
  const swapped = condition.left.kind === 'value'
  const comparator = swapped ? FLIPPED[condition.comparator] : condition.comparator
  const name = nameOf(swapped ? condition.right : condition.left)
  const value = literal(swapped ? condition.left : condition.right)
  return { name, range: rangeOf(comparator, value), equals: comparator === '=' ? value : undefined }
}

const parts = (condition: BoundCondition): readonly Part[] => {
  switch (condition.kind) {
    case 'and':
      return [...parts(condition.left), ...parts(condition.right)]
    case 'compare':
      return [compared(condition)]
    case 'between': {
      const from = { at: literal(condition.low), inclusive: true }
      const to = { at: literal(condition.high), inclusive: true }
      return [{ name: nameOf(condition.of), range: { from, to }, equals: undefined }]
    }
    case 'holds': {
      const { name, operands } = condition.call
      if (name !== 'begins_with') throw invalid(`Invalid operator used in KeyConditionExpression: ${name}`)
      return [{ name: nameOf(operands[0]), range: { prefix: literal(operands[1]) }, equals: undefined }]
    }
    default:
      throw invalid(`Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`)
  }
}

const demandUsable = (values: readonly (Value | undefined)[], name: string): void => {
  for (const value of values) if (value && 'S' in value && value.S === '') throw emptyKey(name)
}

/** Reads a key condition: the partition by equality and, at most, one range of the sort key. */
export const keyConditionFrom = (condition: BoundCondition, keys: Keys): KeyCondition => {
  const all = parts(condition)
  const names = all.map(({ name }) => name)
  if (new Set(names).size !== names.length)
    throw invalid('KeyConditionExpressions must only contain one condition per key')
  const partition = all.find(({ name }) => name === keys.pk)
  if (!partition || all.some(({ name }) => name !== keys.pk && name !== keys.sk))
    throw invalid('Query condition missed key schema element')
  if (!partition.equals) throw invalid('Query key condition not supported')
  if (!('S' in partition.equals)) throw wrongType()
  const range = all.find(({ name }) => name === keys.sk)?.range ?? {}
  demandUsable([partition.equals], keys.pk)
  demandUsable([range.from?.at, range.to?.at, range.prefix], keys.sk ?? '')
  return { partition: partition.equals.S, range }
}

export const wrongType = () =>
  invalid('One or more parameter values were invalid: Condition parameter type does not match schema type')

const order = (row: Row, value: Value): number => (row.place.sort && compareValues(row.place.sort, value)) ?? 0

const startsWith = (row: Row, prefix: Value): boolean =>
  'S' in prefix && row.place.sort !== undefined && 'S' in row.place.sort && row.place.sort.S.startsWith(prefix.S)

/** The half-open span of sorted rows a range covers. */
export const spanOf = (rows: readonly Row[], range: SortRange): { readonly from: number; readonly to: number } => {
  const { from, to, prefix } = range
  if (prefix)
    return {
      from: firstWhere(rows, (row) => order(row, prefix) >= 0),
      to: firstWhere(rows, (row) => order(row, prefix) > 0 && !startsWith(row, prefix)),
    }
  return {
    from: from ? firstWhere(rows, (row) => order(row, from.at) >= (from.inclusive ? 0 : Number.MIN_VALUE)) : 0,
    to: to ? firstWhere(rows, (row) => order(row, to.at) >= (to.inclusive ? Number.MIN_VALUE : 0)) : rows.length,
  }
}

/** Whether a row stands on the bound where a walk through the range ends, so that nothing can come after it. */
export const isLast = (row: Row, range: SortRange, forward: boolean): boolean => {
  const end = forward ? range.to : range.from
  return end?.inclusive === true && range.exact !== true && order(row, end.at) === 0
}

/** Whether one row lies within a range. */
export const isWithin = (row: Row, range: SortRange): boolean => {
  const { from, to } = spanOf([row], range)
  return to > from
}
