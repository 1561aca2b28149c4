import { type BoundOperand, demandDistinct, demandKind } from './condition-checks.ts'
import { invalid } from './fault.ts'
import { type Action, isSum, type Operand, type Path, type Sum, type WrittenPath } from './grammar.ts'
import type { WrittenAction } from './parse-update.ts'
import { type PathTree, pathTree } from './path-tree.ts'
import type { Scope } from './scope.ts'
import { type Kind, kindOf, type Value } from './value.ts'

export type BoundAction = Action<Path, Value>
export type BoundUpdate = { readonly actions: readonly BoundAction[]; readonly paths: PathTree<BoundAction> }

const ADDABLE: ReadonlySet<Kind> = new Set(['N', 'SS', 'NS', 'BS'])
const DELETABLE: ReadonlySet<Kind> = new Set(['SS', 'NS', 'BS'])
const NUMBER: ReadonlySet<Kind> = new Set(['N'])
const LIST: ReadonlySet<Kind> = new Set(['L'])

const checkCall = (name: string, operands: readonly BoundOperand[]): void => {
  if (name !== 'if_not_exists' && name !== 'list_append')
    throw invalid(`The function is not allowed in an update expression; function: ${name}`)
  if (operands.length !== 2)
    throw invalid(`Incorrect number of operands for operator or function; operator or function: ${name}`)
  if (name === 'list_append') for (const operand of operands) demandOperandKind(operand, LIST, name)
  else {
    const [first, ...rest] = operands
    if (first?.kind !== 'path') throw invalid(`Operator or function requires a document path: ${name}`)
    demandDistinct(first, rest, name)
  }
}

const demandOperandKind = (operand: BoundOperand, allowed: ReadonlySet<Kind>, by: string): void => {
  if (operand.kind === 'value') demandKind(operand, allowed, by)
  else if (operand.kind === 'call' && operand.name === 'list_append' && !allowed.has('L'))
    throw invalid(`Incorrect operand type for operator or function; operator or function: ${by}, operand type: L`)
}

const bindOperand = (operand: Operand<WrittenPath, string>, scope: Scope): BoundOperand => {
  if (operand.kind === 'path') return { kind: 'path', path: scope.path(operand.path) }
  if (operand.kind === 'value') return { kind: 'value', value: scope.value(operand.value) }
  if (operand.operands.some((one) => one.kind === 'call' && one.name === 'list_append'))
    throw invalid('The function is not allowed to be used this way in an expression; function: list_append')
  const operands = operand.operands.map((one) => bindOperand(one, scope))
  checkCall(operand.name, operands)
  return { kind: 'call', name: operand.name, operands }
}

const bindTo = (
  to: Operand<WrittenPath, string> | Sum<WrittenPath, string>,
  scope: Scope,
): BoundOperand | Sum<Path, Value> => {
  if (!isSum(to)) return bindOperand(to, scope)
  const left = bindOperand(to.left, scope)
  const right = bindOperand(to.right, scope)
  for (const side of [left, right]) demandOperandKind(side, NUMBER, to.kind === 'plus' ? '+' : '-')
  return { kind: to.kind, left, right }
}

const bindAction = (action: WrittenAction, scope: Scope): BoundAction => {
  const path = scope.target(action.path)
  if (action.kind === 'remove') return { kind: 'remove', path }
  if (action.kind === 'set') return { kind: 'set', path, to: bindTo(action.to, scope) }
  const value = scope.value(action.value)
  if (!(action.kind === 'add' ? ADDABLE : DELETABLE).has(kindOf(value)))
    throw invalid(`Incorrect operand type for operator or function; operator: ${action.kind.toUpperCase()}`)
  return { kind: action.kind, path, value }
}

/** Resolves every alias and value; refuses overlapping paths and operands known to be of a wrong kind. */
export const bindUpdate = (written: readonly WrittenAction[], scope: Scope): BoundUpdate => {
  const actions = written.map((action) => bindAction(action, scope))
  return { actions, paths: pathTree(actions.map((action) => [action.path, action])) }
}
