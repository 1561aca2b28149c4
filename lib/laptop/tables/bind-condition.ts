import { compareValues } from './compare.ts'
import { invalid } from './fault.ts'
import type { Call, Condition, Operand, Path, WrittenPath } from './grammar.ts'
import type { Scope } from './scope.ts'
import { KINDS, type Kind, kindOf, type Value } from './value.ts'

export type BoundOperand = Operand<Path, Value>
export type BoundCondition = Condition<Path, Value>
type BoundCall = Call<Path, Value>

const SIZED: ReadonlySet<Kind> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M'])
const ORDERED: ReadonlySet<Kind> = new Set(['S', 'N', 'B'])
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

const demandCount = (call: BoundCall, count: number): void => {
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

const HOLDING: Checks = {
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

const bindHolding = (call: Call<WrittenPath, string>, scope: Scope): BoundCondition => {
  const bound = bindCall(call, scope)
  const check = HOLDING[call.name]
  if (!check) throw invalid(`The function is not allowed in a condition expression; function: ${call.name}`)
  check(bound)
  return { kind: 'holds', call: bound }
}

const bindCall = (call: Call<WrittenPath, string>, scope: Scope): BoundCall => ({
  kind: 'call',
  name: call.name,
  operands: call.operands.map((one) => bindOperand(one, scope)),
})

/** Within conditions the only call that is an operand is `size`. */
const bindOperand = (operand: Operand<WrittenPath, string>, scope: Scope): BoundOperand => {
  if (operand.kind === 'path') return { kind: 'path', path: scope.path(operand.path) }
  if (operand.kind === 'value') return { kind: 'value', value: scope.value(operand.value) }
  if (operand.name !== 'size')
    throw invalid(`The function is not allowed to be used this way in an expression; function: ${operand.name}`)
  const call = bindCall(operand, scope)
  demandCount(call, 1)
  for (const one of call.operands) demandKind(one, SIZED, 'size')
  return call
}

const demandRising = (low: BoundOperand, high: BoundOperand): void => {
  if (low.kind !== 'value' || high.kind !== 'value') return
  const order = compareValues(low.value, high.value)
  if (order === undefined) throw invalid('The BETWEEN operator requires same data type for lower and upper bounds')
  if (order > 0) throw invalid('The BETWEEN operator requires upper bound to be greater than or equal to lower bound')
}

/** Resolves every alias and value and refuses what can be known to be wrong before an item is seen. */
export const bindCondition = (written: Condition<WrittenPath, string>, scope: Scope): BoundCondition => {
  switch (written.kind) {
    case 'and':
    case 'or':
      return {
        kind: written.kind,
        left: bindCondition(written.left, scope),
        right: bindCondition(written.right, scope),
      }
    case 'not':
      return { kind: 'not', of: bindCondition(written.of, scope) }
    case 'holds':
      return bindHolding(written.call, scope)
    case 'compare': {
      const left = bindOperand(written.left, scope)
      const right = bindOperand(written.right, scope)
      const { comparator } = written
      demandDistinct(left, [right], comparator)
      if (comparator !== '=' && comparator !== '<>')
        for (const side of [left, right]) demandKind(side, ORDERED, comparator)
      return { kind: 'compare', comparator, left, right }
    }
    case 'between': {
      const of = bindOperand(written.of, scope)
      const low = bindOperand(written.low, scope)
      const high = bindOperand(written.high, scope)
      for (const one of [of, low, high]) demandKind(one, ORDERED, 'BETWEEN')
      demandDistinct(of, [low, high], 'BETWEEN')
      demandRising(low, high)
      return { kind: 'between', of, low, high }
    }
    case 'in': {
      const of = bindOperand(written.of, scope)
      const candidates = written.candidates.map((one) => bindOperand(one, scope))
      demandDistinct(of, candidates, 'IN')
      return { kind: 'in', of, candidates }
    }
  }
}
