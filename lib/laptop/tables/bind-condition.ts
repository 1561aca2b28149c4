import {
  type BoundCall,
  type BoundCondition,
  type BoundOperand,
  demandCount,
  demandDistinct,
  demandKind,
  demandRising,
  HOLDING,
  ORDERED,
  SIZED,
} from './condition-checks.ts'
import { invalid } from './fault.ts'
import type { Call, Condition, Operand, WrittenPath } from './grammar.ts'
import type { Scope } from './scope.ts'

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
