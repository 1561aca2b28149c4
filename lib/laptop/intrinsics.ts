import { isRecord, type Json, listOf, recordOf, textOf } from '#laptop/reading'

/** What an intrinsic may ask of the template around it. */
export type Scope = {
  readonly ref: (id: string) => string
  readonly attribute: (id: string, name: string) => string
  readonly condition: (name: string) => boolean
  readonly mapping: (name: string) => Json
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown

const join: Intrinsic = (argument, scope) => {
  const [separator, parts] = listOf(argument, 'Fn::Join')
  const texts = listOf(resolve(parts, scope), 'Fn::Join').map((part) => String(part))
  return texts.join(textOf(separator, 'Fn::Join'))
}

const substitute: Intrinsic = (argument, scope) => {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}]
  const values = recordOf(given, 'Fn::Sub')
  return textOf(text, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`
    if (name in values) return String(resolve(values[name], scope))
    const [id = '', ...path] = name.split('.')
    return path.length > 0 ? scope.attribute(id, path.join('.')) : scope.ref(id)
  })
}

const select: Intrinsic = (argument, scope) => {
  const [index, list] = listOf(argument, 'Fn::Select')
  const chosen = listOf(resolve(list, scope), 'Fn::Select')[Number(resolve(index, scope))]
  if (chosen === undefined) throw new Error(`Fn::Select: nothing at ${String(index)}`)
  return chosen
}

const split: Intrinsic = (argument, scope) => {
  const [separator, text] = listOf(argument, 'Fn::Split')
  return textOf(resolve(text, scope), 'Fn::Split').split(textOf(separator, 'Fn::Split'))
}

const choose: Intrinsic = (argument, scope) => {
  const [name, yes, no] = listOf(argument, 'Fn::If')
  return resolve(scope.condition(textOf(name, 'Fn::If')) ? yes : no, scope)
}

const find: Intrinsic = (argument, scope) => {
  const [name, top, second] = listOf(argument, 'Fn::FindInMap').map((part) =>
    textOf(resolve(part, scope), 'Fn::FindInMap'),
  )
  const row = recordOf(scope.mapping(name ?? '')[top ?? ''], `mapping ${name}.${top}`)
  if (!(second !== undefined && second in row)) throw new Error(`mapping ${name}.${top} has no ${second}`)
  return row[second]
}

const attribute: Intrinsic = (argument, scope) => {
  const [id = '', ...path] = typeof argument === 'string' ? argument.split('.') : listOf(argument, 'Fn::GetAtt')
  return scope.attribute(textOf(id, 'Fn::GetAtt'), path.map((part) => textOf(part, 'Fn::GetAtt')).join('.'))
}

const nothing = Symbol('AWS::NoValue')

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => (argument === 'AWS::NoValue' ? nothing : scope.ref(textOf(argument, 'Ref'))),
  'Fn::FindInMap': find,
  'Fn::GetAtt': attribute,
  'Fn::If': choose,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': substitute,
}

// Those to secrets stay as they are: only whoever starts a function knows their values.
const unknownReference = /\{\{resolve:(?!secretsmanager:)/

/** Replaces every intrinsic below `node`; one it does not know throws. */
export const resolve = (node: unknown, scope: Scope): unknown => {
  if (typeof node === 'string' && unknownReference.test(node)) throw new Error(`dynamic reference in ${node}`)
  if (Array.isArray(node)) return node.map((item) => resolve(item, scope)).filter((item) => item !== nothing)
  if (!isRecord(node)) return node
  const [key = '', ...others] = Object.keys(node)
  const intrinsic = others.length === 0 ? intrinsics[key] : undefined
  if (intrinsic) return intrinsic(node[key], scope)
  if (others.length === 0 && key.startsWith('Fn::')) throw new Error(`the laptop does not know intrinsic ${key}`)
  const entries = Object.entries(node).map(([name, value]) => [name, resolve(value, scope)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== nothing))
}

const tests: Readonly<Record<string, (argument: unknown, scope: Scope) => boolean>> = {
  Condition: (argument, scope) => scope.condition(textOf(argument, 'Condition')),
  'Fn::And': (argument, scope) => listOf(argument, 'Fn::And').every((part) => conditionHolds(part, scope)),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = listOf(argument, 'Fn::Equals').map((part) => resolve(part, scope))
    return String(left) === String(right)
  },
  'Fn::Not': (argument, scope) => !conditionHolds(listOf(argument, 'Fn::Not')[0], scope),
  'Fn::Or': (argument, scope) => listOf(argument, 'Fn::Or').some((part) => conditionHolds(part, scope)),
}

/** Whether a condition of the template is true here. */
export const conditionHolds = (node: unknown, scope: Scope): boolean => {
  const [key = ''] = Object.keys(recordOf(node, 'condition'))
  const test = tests[key]
  if (!test) throw new Error(`the laptop does not know condition ${key}`)
  return test(recordOf(node, 'condition')[key], scope)
}
