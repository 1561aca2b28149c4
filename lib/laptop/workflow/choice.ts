import { findPath, isRecord, parsePath, readPath, type Scope } from './path.ts'

type Test = (scope: Scope) => boolean
type Compare = (value: unknown, expected: unknown) => boolean
type Kind = { readonly is: (value: unknown) => boolean; readonly rank: (value: unknown) => string | number }

const isText = (value: unknown) => typeof value === 'string'
const isInstant = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value))

const kinds: Readonly<Record<string, Kind>> = {
  String: { is: isText, rank: String },
  Numeric: { is: (value) => typeof value === 'number', rank: Number },
  Timestamp: { is: isInstant, rank: (value) => Date.parse(String(value)) },
}

const orders: Readonly<Record<string, (a: string | number, b: string | number) => boolean>> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  GreaterThan: (a, b) => a > b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThanEquals: (a, b) => a >= b,
}

const comparisons: Readonly<Record<string, Compare>> = {
  ...Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, { is, rank }]) =>
      Object.entries(orders).map(([order, holds]): [string, Compare] => [
        kind + order,
        (value, expected) => is(value) && is(expected) && holds(rank(value), rank(expected)),
      ]),
    ),
  ),
  BooleanEquals: (value, expected) => typeof value === 'boolean' && value === expected,
  StringMatches: (value, expected) => isText(value) && wildcard(String(expected)).test(String(value)),
}

const shapes: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: isText,
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: isInstant,
}

/** Reads one choice rule into a test; throws for an operator it does not know. A missing variable fails the run, as on AWS. */
export function choiceTest(rule: unknown): Test {
  if (!isRecord(rule)) throw new Error('a choice rule must be an object')
  if (Array.isArray(rule.And)) return all(rule, 'And', rule.And)
  if (Array.isArray(rule.Or)) {
    const tests = rule.Or.map(choiceTest)
    onlyMembers(rule, ['Or'])
    return (scope) => tests.some((test) => test(scope))
  }
  if (isRecord(rule.Not)) {
    const test = choiceTest(rule.Not)
    onlyMembers(rule, ['Not'])
    return (scope) => !test(scope)
  }
  return comparison(rule)
}

function all(rule: Record<string, unknown>, name: string, rules: readonly unknown[]): Test {
  const tests = rules.map(choiceTest)
  onlyMembers(rule, [name])
  return (scope) => tests.every((test) => test(scope))
}

function comparison(rule: Record<string, unknown>): Test {
  const variable = rule.Variable
  const operator = Object.keys(rule).find((name) => !['Variable', 'Next', 'Comment'].includes(name)) ?? ''
  if (typeof variable !== 'string') throw new Error('a choice rule needs a Variable')
  onlyMembers(rule, ['Variable', operator])
  parsePath(variable)
  const expected = rule[operator]
  if (operator === 'IsPresent') return (scope) => findPath(variable, scope).found === expected
  const shape = shapes[operator]
  if (shape !== undefined) return (scope) => shape(readPath(variable, scope)) === expected
  const byPath = operator.endsWith('Path')
  const compare = comparisons[byPath ? operator.slice(0, -4) : operator]
  if (compare === undefined) throw new Error(`this comparison is not known to the laptop: ${operator}`)
  if (!byPath) return (scope) => compare(readPath(variable, scope), expected)
  const other = parsePath(String(expected)).text
  return (scope) => compare(readPath(variable, scope), readPath(other, scope))
}

function onlyMembers(rule: Record<string, unknown>, names: readonly string[]): void {
  const extra = Object.keys(rule).find((name) => ![...names, 'Next', 'Comment'].includes(name))
  if (extra !== undefined) throw new Error(`this member of a choice rule is not known to the laptop: ${extra}`)
}

const wildcard = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
