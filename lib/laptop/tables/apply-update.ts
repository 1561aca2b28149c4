import type { BoundAction, BoundUpdate } from './bind-update.ts'
import { compareBinary, compareText } from './compare.ts'
import type { BoundOperand } from './condition-checks.ts'
import { add, compareNumbers, subtract } from './decimal.ts'
import { invalid } from './fault.ts'
import { isSum, type Path, type Sum } from './grammar.ts'
import { valueAt } from './judge-condition.ts'
import type { Branch, Leaf } from './path-tree.ts'
import { copyItem, type Item, membersOf, type Value } from './value.ts'

type Node = Branch<BoundAction> | Leaf<BoundAction>

const wrongKind = () => invalid('An operand in the update expression has an incorrect data type')
const wrongPath = () => invalid('The document path provided in the update expression is invalid for update')
const missing = () => invalid('The provided expression refers to an attribute that does not exist in the item')

const numberOf = (value: Value): string => {
  if ('N' in value) return value.N
  throw wrongKind()
}

const listOf = (value: Value): readonly Value[] => {
  if ('L' in value) return value.L
  throw wrongKind()
}

const resolve = (operand: BoundOperand, before: Item): Value => {
  const found = optional(operand, before)
  if (!found) throw missing()
  return found
}

const optional = (operand: BoundOperand, before: Item): Value | undefined => {
  if (operand.kind === 'value') return operand.value
  if (operand.kind === 'path') return valueAt(before, operand.path)
  const [first, second] = operand.operands
  if (!first || !second) return undefined
  const other = resolve(second, before)
  if (operand.name === 'if_not_exists') return optional(first, before) ?? other
  return { L: [...listOf(resolve(first, before)), ...listOf(other)] }
}

const assigned = (to: BoundOperand | Sum<Path, Value>, before: Item): Value => {
  if (!isSum(to)) return resolve(to, before)
  const compute = to.kind === 'plus' ? add : subtract
  return { N: compute(numberOf(resolve(to.left, before)), numberOf(resolve(to.right, before))) }
}

const rebuilt = (like: Value, members: readonly string[]): Value | undefined => {
  if (members.length === 0) return undefined
  if ('SS' in like) return { SS: [...members].sort(compareText) }
  if ('NS' in like) return { NS: [...members].sort(compareNumbers) }
  return { BS: [...members].sort(compareBinary) }
}

const ofOneKind = (a: Value, b: Value): boolean =>
  ('SS' in a && 'SS' in b) || ('NS' in a && 'NS' in b) || ('BS' in a && 'BS' in b)

const added = (old: Value | undefined, value: Value): Value | undefined => {
  if (!old) return value
  if ('N' in value) return { N: add(numberOf(old), value.N) }
  if (!ofOneKind(old, value)) throw wrongKind()
  return rebuilt(value, [...new Set([...(membersOf(old) ?? []), ...(membersOf(value) ?? [])])])
}

const deleted = (old: Value | undefined, value: Value): Value | undefined => {
  if (!old) return undefined
  if (!ofOneKind(old, value)) throw wrongKind()
  const gone = new Set(membersOf(value))
  return rebuilt(value, membersOf(old)?.filter((member) => !gone.has(member)) ?? [])
}

const outcome = (action: BoundAction, old: Value | undefined, before: Item): Value | undefined => {
  if (action.kind === 'set') return assigned(action.to, before)
  if (action.kind === 'add') return added(old, action.value)
  return action.kind === 'delete' ? deleted(old, action.value) : undefined
}

const onward = (node: Node, old: Value | undefined, before: Item): Value | undefined => {
  if (node.kind === 'leaf') return outcome(node.of, old, before)
  if (node.into === 'map' && old && 'M' in old) return { M: inMap(old.M, node, before) }
  if (node.into === 'list' && old && 'L' in old) return { L: inList(old.L, node, before) }
  throw wrongPath()
}

const inMap = (map: Item, branch: Branch<BoundAction>, before: Item): Item => {
  const changed = copyItem(map)
  for (const [name, node] of branch.next) {
    const value = onward(node, map[name], before)
    if (value) changed[name] = value
    else if (name in changed) delete changed[name]
  }
  return changed
}

/** Places are those of the list as it was; what lies beyond its end is appended, lowest place first. */
const inList = (list: readonly Value[], branch: Branch<BoundAction>, before: Item): readonly Value[] => {
  const changed: (Value | undefined)[] = [...list]
  const places = [...branch.next].sort(([a], [b]) => Number(a) - Number(b))
  for (const [place, node] of places) {
    const index = Number(place)
    const value = onward(node, list[index], before)
    if (index < list.length) changed[index] = value
    else if (value) changed.push(value)
  }
  return changed.filter((value) => value !== undefined)
}

/** The item after the update; every right-hand side sees the item as it was before. */
export const applyUpdate = (before: Item, update: BoundUpdate): Item => inMap(before, update.paths, before)
