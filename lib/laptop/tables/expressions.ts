import { TableFault } from './fault.ts'
import type { WrittenPath } from './grammar.ts'
import { parseCondition, type WrittenCondition } from './parse-condition.ts'
import { parseList, parsePath } from './parse-operand.ts'
import { parseUpdate, type WrittenAction } from './parse-update.ts'
import { Words } from './words.ts'

const MOST_KEPT = 2000

const naming = <T>(kind: string, text: string, parse: (text: string) => T): T => {
  try {
    return parse(text)
  } catch (fault) {
    if (fault instanceof TableFault) throw new TableFault(fault.type, `Invalid ${kind}: ${fault.message}`)
    throw fault
  }
}

const remembered = <T>(kind: string, parse: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const parsed = naming(kind, text, parse)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(text, parsed)
    return parsed
  }
}

const parseProjection = (text: string): readonly WrittenPath[] => {
  const words = new Words(text)
  const paths = parseList(words, parsePath)
  words.expectEnd()
  return paths
}

/** Each text is parsed once and then remembered. */
export const conditionOf: (text: string) => WrittenCondition = remembered('ConditionExpression', parseCondition)
export const filterOf: (text: string) => WrittenCondition = remembered('FilterExpression', parseCondition)
export const keyConditionOf: (text: string) => WrittenCondition = remembered('KeyConditionExpression', parseCondition)
export const updateOf: (text: string) => readonly WrittenAction[] = remembered('UpdateExpression', parseUpdate)
export const projectionOf: (text: string) => readonly WrittenPath[] = remembered(
  'ProjectionExpression',
  parseProjection,
)
