import { StateError } from './fault.ts'
import { parsePath, readPath, type Scope } from './path.ts'

type Argument = { readonly value: unknown } | { readonly path: string } | Call
type Call = { readonly name: string; readonly arguments: readonly Argument[] }

const failure = (details: string) => new StateError('States.IntrinsicFailure', details)
const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const functions: Readonly<Record<string, (values: readonly unknown[]) => unknown>> = {
  'States.Format': ([template, ...values]) => {
    if (typeof template !== 'string') throw failure('States.Format needs a template')
    const pieces = template.split('{}')
    if (pieces.length !== values.length + 1) throw failure('States.Format: values and {} do not match')
    return pieces.map((piece, at) => (at === 0 ? piece : asText(values[at - 1]) + piece)).join('')
  },
  'States.JsonToString': ([value]) => JSON.stringify(value),
  'States.StringToJson': ([text]) => {
    try {
      return JSON.parse(String(text))
    } catch {
      throw failure('States.StringToJson: not JSON')
    }
  },
  'States.Array': (values) => [...values],
}

const literals: Readonly<Record<string, unknown>> = { null: null, true: true, false: false }

/** Reads one call such as `States.Format('{}:{}', $.a, $$.Execution.Name)`; throws for a function it does not know. */
export function parseIntrinsic(text: string): Call {
  const { call, rest } = readCall(text)
  if (rest.trim() !== '') throw new Error(`more text than one call: ${text}`)
  return call
}

export function runIntrinsic(call: Call, scope: Scope): unknown {
  const values = call.arguments.map((argument) => {
    if ('name' in argument) return runIntrinsic(argument, scope)
    return 'path' in argument ? readPath(argument.path, scope, 'States.ParameterPathFailure') : argument.value
  })
  const run = functions[call.name]
  if (run === undefined) throw new Error(`unknown intrinsic ${call.name}`)
  return run(values)
}

function readCall(text: string): { call: Call; rest: string } {
  const open = /^\s*([\w.]+)\s*\(/.exec(text)
  const name = open?.[1] ?? ''
  if (open === null || !Object.hasOwn(functions, name))
    throw new Error(`this intrinsic is not known to the laptop: ${text}`)
  const read: Argument[] = []
  let rest = text.slice(open[0].length).trimStart()
  while (!rest.startsWith(')')) {
    const next = readArgument(rest)
    read.push(next.argument)
    rest = next.rest.trimStart()
    if (rest.startsWith(',')) rest = rest.slice(1).trimStart()
    else if (!rest.startsWith(')')) throw new Error(`a comma or bracket is missing: ${text}`)
  }
  return { call: { name, arguments: read }, rest: rest.slice(1) }
}

function readArgument(text: string): { argument: Argument; rest: string } {
  const quoted = /^'((?:[^'\\]|\\.)*)'/s.exec(text)
  if (quoted !== null) {
    if (/\\[{}]/.test(quoted[0])) throw new Error(`escaped braces are not known to the laptop: ${text}`)
    return { argument: { value: (quoted[1] ?? '').replace(/\\(.)/gs, '$1') }, rest: text.slice(quoted[0].length) }
  }
  const bare = /^[^\s,()]+/.exec(text)?.[0] ?? ''
  const rest = text.slice(bare.length)
  if (bare.startsWith('$')) return { argument: { path: parsePath(bare).text }, rest }
  if (Object.hasOwn(literals, bare)) return { argument: { value: literals[bare] }, rest }
  if (bare !== '' && !Number.isNaN(Number(bare))) return { argument: { value: Number(bare) }, rest }
  const inner = readCall(text)
  return { argument: inner.call, rest: inner.rest }
}
