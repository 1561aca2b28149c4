import type { BoundCondition, BoundOperand } from './condition-checks.ts'

const inOperand = (operand: BoundOperand): readonly string[] => {
  if (operand.kind === 'path') return [String(operand.path[0])]
  return operand.kind === 'call' ? operand.operands.flatMap(inOperand) : []
}

const operandsOf = (condition: BoundCondition): readonly BoundOperand[] => {
  switch (condition.kind) {
    case 'compare':
      return [condition.left, condition.right]
    case 'between':
      return [condition.of, condition.low, condition.high]
    case 'in':
      return [condition.of, ...condition.candidates]
    case 'holds':
      return condition.call.operands
    default:
      return []
  }
}

/** The attributes, by their first name, that a condition speaks of. */
export const mentionedBy = (condition: BoundCondition): ReadonlySet<string> => {
  if (condition.kind === 'not') return mentionedBy(condition.of)
  if (condition.kind === 'and' || condition.kind === 'or')
    return new Set([...mentionedBy(condition.left), ...mentionedBy(condition.right)])
  return new Set(operandsOf(condition).flatMap(inOperand))
}
