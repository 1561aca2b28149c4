import { compareValues, sameValue } from './compare.ts'
import type { BoundCondition, BoundOperand } from './condition-checks.ts'
import type { Call, Comparator, Path } from './grammar.ts'
import { sizeOf } from './size.ts'
import { type Item, kindOf, membersOf, type Value } from './value.ts'

/** What stands at a path, or undefined when nothing does. */
export const valueAt = (item: Item, path: Path): Value | undefined => {
  let here: Value | undefined = { M: item }
  for (const step of path) {
    if (here === undefined) return undefined
    if (typeof step === 'string') here = 'M' in here ? here.M[step] : undefined
    else here = 'L' in here ? here.L[step] : undefined
  }
  return here
}

const sizeValue = (of: Value | undefined): Value | undefined => {
  const size = of && sizeOf(of)
  return size === undefined ? undefined : { N: String(size) }
}

const resolve = (operand: BoundOperand, item: Item): Value | undefined => {
  if (operand.kind === 'value') return operand.value
  if (operand.kind === 'path') return valueAt(item, operand.path)
  const [of] = operand.operands
  return of && sizeValue(resolve(of, item))
}

/** What is absent equals nothing, not even another absent value. */
const compares = (comparator: Comparator, left: Value | undefined, right: Value | undefined): boolean => {
  if (left === undefined || right === undefined) return comparator === '<>'
  if (comparator === '=') return sameValue(left, right)
  if (comparator === '<>') return !sameValue(left, right)
  const order = compareValues(left, right)
  if (order === undefined) return false
  if (comparator === '<') return order < 0
  if (comparator === '<=') return order <= 0
  return comparator === '>' ? order > 0 : order >= 0
}

const isBetween = (of: Value | undefined, low: Value | undefined, high: Value | undefined): boolean =>
  compares('>=', of, low) && compares('<=', of, high)

const bytesOf = (value: Value): Buffer | undefined =>
  'S' in value ? Buffer.from(value.S) : 'B' in value ? Buffer.from(value.B, 'base64') : undefined

const beginsWith = (whole: Value, start: Value): boolean => {
  if ('S' in whole && 'S' in start) return whole.S.startsWith(start.S)
  if ('B' in whole && 'B' in start) return (bytesOf(whole)?.indexOf(bytesOf(start) ?? '') ?? -1) === 0
  return false
}

const containsPart = (whole: Value, part: Value): boolean => {
  if ('S' in whole) return 'S' in part && whole.S.includes(part.S)
  if ('B' in whole) return 'B' in part && (bytesOf(whole)?.includes(bytesOf(part) ?? '') ?? false)
  if ('L' in whole) return whole.L.some((one) => sameValue(one, part))
  if ('SS' in whole) return 'S' in part && whole.SS.includes(part.S)
  if ('NS' in whole) return 'N' in part && whole.NS.includes(part.N)
  return 'B' in part && (membersOf(whole)?.includes(part.B) ?? false)
}

const callHolds = ({ name, operands }: Call<Path, Value>, item: Item): boolean => {
  const [first, second] = operands.map((operand) => resolve(operand, item))
  if (name === 'attribute_exists') return first !== undefined
  if (name === 'attribute_not_exists') return first === undefined
  if (first === undefined || second === undefined) return false
  if (name === 'begins_with') return beginsWith(first, second)
  if (name === 'contains') return containsPart(first, second)
  return 'S' in second && kindOf(first) === second.S
}

/** Whether a bound condition holds of an item; an absent item is an empty one. */
export const holds = (condition: BoundCondition, item: Item): boolean => {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item)
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item)
    case 'not':
      return !holds(condition.of, item)
    case 'compare': {
      const { comparator, left, right } = condition
      return compares(comparator, resolve(left, item), resolve(right, item))
    }
    case 'between':
      return isBetween(resolve(condition.of, item), resolve(condition.low, item), resolve(condition.high, item))
    case 'in': {
      const of = resolve(condition.of, item)
      return condition.candidates.some((one) => compares('=', of, resolve(one, item)))
    }
    case 'holds':
      return callHolds(condition.call, item)
  }
}
