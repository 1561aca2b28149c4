import { compareValues } from './compare.ts'
import { invalid } from './fault.ts'
import type { Call, Condition, Operand, Path } from './grammar.ts'
import { KINDS, type Kind, kindOf, type Value } from './value.ts'

export type BoundOperand = Operand<Path, Value>
export type BoundCondition = Condition<Path, Value>
export type BoundCall = Call<Path, Value>

export const SIZED: ReadonlySet<Kind> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M'])
export const ORDERED: ReadonlySet<Kind> = new Set(['S', 'N', 'B'])
const PREFIXED: ReadonlySet<Kind> = new Set(['S', 'B'])

/** The kind an operand is sure to have before any item is seen. */
const kindBefore = (operand: BoundOperand): Kind | undefined => {
  if (operand.kind === 'value') return kindOf(operand.value)
  return operand.kind === 'call' ? 'N' : undefined
}

export const demandKind = (operand: BoundOperand, allowed: ReadonlySet<Kind>, by: string): void => {
  const kind = kindBefore(operand)
  if (kind && !allowed.has(kind))
    throw invalid(`Incorrect operand type for operator or function; operator or function: ${by}, operand type: ${kind}`)
}

const samePath = (a: BoundOperand, b: BoundOperand): boolean =>
  a.kind === 'path' &&
  b.kind === 'path' &&
  a.path.length === b.path.length &&
  a.path.every((step, at) => step === b.path[at])

export const demandDistinct = (first: BoundOperand, rest: readonly BoundOperand[], by: string): void => {
  if (rest.some((other) => samePath(first, other)))
    throw invalid(`The first operand must be distinct from the remaining operands for this operator or function: ${by}`)
}

const demandPath = (operand: BoundOperand | undefined, by: string): void => {
  if (operand?.kind !== 'path') throw invalid(`Operator or function requires a document path: ${by}`)
}

const demandTypeName = (operand: BoundOperand): void => {
  if (operand.kind !== 'value') return
  const name = 'S' in operand.value ? operand.value.S : ''
  if (!(KINDS as readonly string[]).includes(name)) throw invalid(`Invalid attribute type name found; type: ${name}`)
}

export const demandCount = (call: BoundCall, count: number): void => {
  if (call.operands.length !== count)
    throw invalid(`Incorrect number of operands for operator or function; operator or function: ${call.name}`)
}

type Checks = Readonly<Record<string, (call: BoundCall) => void>>
const pair = (check: (first: BoundOperand, second: BoundOperand) => void) => (call: BoundCall) => {
  demandCount(call, 2)
  const [first, second] = call.operands
  if (!first || !second) return
  demandDistinct(first, [second], call.name)
  check(first, second)
}
const existence = (call: BoundCall): void => {
  demandCount(call, 1)
  demandPath(call.operands[0], call.name)
}

/** The functions that are conditions, each with what it asks of its operands. */
export const HOLDING: Checks = {
  attribute_exists: existence,
  attribute_not_exists: existence,
  attribute_type: pair((first, second) => {
    demandPath(first, 'attribute_type')
    demandKind(second, new Set(['S']), 'attribute_type')
    demandTypeName(second)
  }),
  begins_with: pair((first, second) => {
    demandKind(first, PREFIXED, 'begins_with')
    demandKind(second, PREFIXED, 'begins_with')
  }),
  contains: pair(() => {}),
}

/** Refuses bounds that are known not to rise. */
export const demandRising = (low: BoundOperand, high: BoundOperand): void => {
  if (low.kind !== 'value' || high.kind !== 'value') return
  const order = compareValues(low.value, high.value)
  if (order === undefined) throw invalid('The BETWEEN operator requires same data type for lower and upper bounds')
  if (order > 0) throw invalid('The BETWEEN operator requires upper bound to be greater than or equal to lower bound')
}
