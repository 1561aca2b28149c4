import { invalid } from './fault.ts'
import type { Operand, Step, WrittenPath } from './grammar.ts'
import { isReserved } from './reserved-words.ts'
import type { Words } from './words.ts'

const FUNCTIONS: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
  'if_not_exists',
  'list_append',
])

const step = (words: Words): Step => {
  const { kind, text } = words.next
  if (kind !== 'word' && kind !== 'alias') throw words.surprise()
  words.take()
  if (kind === 'alias') return { alias: text }
  if (isReserved(text)) throw invalid(`Attribute name is a reserved keyword; reserved keyword: ${text}`)
  return { name: text }
}

const place = (words: Words): Step => {
  if (words.next.kind !== 'index') throw words.surprise()
  const index = Number(words.take().text)
  words.expectMark(']')
  return { index }
}

/** `name`, `#alias`, `a.b`, `a[0].#c` */
export const parsePath = (words: Words): WrittenPath => {
  const path = [step(words)]
  for (;;) {
    if (words.takeMark('.')) path.push(step(words))
    else if (words.takeMark('[')) path.push(place(words))
    else return path
  }
}

/** One or more of something, between commas. */
export const parseList = <T>(words: Words, one: (words: Words) => T): readonly T[] => {
  const all = [one(words)]
  while (words.takeMark(',')) all.push(one(words))
  return all
}

/** An operand that may stand in parentheses. */
export const parseWrapped = (words: Words): Operand<WrittenPath, string> => {
  if (!words.takeMark('(')) return parseOperand(words)
  if (words.isMark('(')) throw invalid('The expression has redundant parentheses')
  const inner = parseOperand(words)
  words.expectMark(')')
  return inner
}

/** A path, a `:value` or a call; which calls are allowed where is decided when the expression is bound. */
export const parseOperand = (words: Words): Operand<WrittenPath, string> => {
  const { kind, text } = words.next
  if (kind === 'value') {
    words.take()
    return { kind: 'value', value: text }
  }
  if (kind !== 'word' || words.afterNext.text !== '(') return { kind: 'path', path: parsePath(words) }
  if (!FUNCTIONS.has(text)) throw invalid(`Invalid function name; function: ${text}`)
  words.take()
  words.expectMark('(')
  const operands = parseList(words, parseWrapped)
  words.expectMark(')')
  return { kind: 'call', name: text, operands }
}
