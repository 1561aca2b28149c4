import { invalid } from './fault.ts'
import type { Action, Operand, Sum, WrittenPath } from './grammar.ts'
import { parseList, parsePath, parseWrapped } from './parse-operand.ts'
import { Words } from './words.ts'

export type WrittenAction = Action<WrittenPath, string>
type Right = Operand<WrittenPath, string> | Sum<WrittenPath, string>

const sum = (words: Words): Right => {
  const left = parseWrapped(words)
  if (words.takeMark('+')) return { kind: 'plus', left, right: parseWrapped(words) }
  if (words.takeMark('-')) return { kind: 'minus', left, right: parseWrapped(words) }
  return left
}

const startsWithWholeSum = (words: Words): boolean => {
  if (!words.isMark('(')) return false
  const ahead = words.copy()
  ahead.take()
  sum(ahead)
  return ahead.takeMark(')') && !ahead.isMark('+') && !ahead.isMark('-')
}

const right = (words: Words): Right => {
  if (!startsWithWholeSum(words)) return sum(words)
  words.expectMark('(')
  const inner = sum(words)
  words.expectMark(')')
  return inner
}

const set = (words: Words): WrittenAction => {
  const path = parsePath(words)
  words.expectMark('=')
  return { kind: 'set', path, to: right(words) }
}

const withValue =
  (kind: 'add' | 'delete') =>
  (words: Words): WrittenAction => {
    const path = parsePath(words)
    if (words.next.kind !== 'value') throw words.surprise()
    return { kind, path, value: words.take().text }
  }

const sections = {
  SET: set,
  REMOVE: (words: Words): WrittenAction => ({ kind: 'remove', path: parsePath(words) }),
  ADD: withValue('add'),
  DELETE: withValue('delete'),
} as const
const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const

/** The actions in the order written; each section at most once. */
export const parseUpdate = (text: string): readonly WrittenAction[] => {
  const words = new Words(text)
  const actions: WrittenAction[] = []
  const seen = new Set<string>()
  do {
    const section = SECTIONS.find((name) => words.takeKeyword(name))
    if (!section) throw words.surprise()
    if (seen.has(section)) throw invalid(`The "${section}" section can only be used once in an update expression`)
    seen.add(section)
    actions.push(...parseList<WrittenAction>(words, sections[section]))
  } while (words.next.kind !== 'end')
  return actions
}
