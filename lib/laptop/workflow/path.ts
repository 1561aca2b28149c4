import { StateError } from './fault.ts'

/** What a path may look at: the state's effective input, and the context object behind `$$`. */
export type Scope = { readonly input: unknown; readonly context: unknown }

export type Path = {
  readonly text: string
  readonly root: 'input' | 'context'
  readonly steps: readonly (string | number)[]
}

const step = /^(?:\.([A-Za-z_][\w-]*)|\['([^']+)'\]|\[(\d+)\])/

/** Reads a reference path such as `$.a.b[0]` or `$$.Task.Token`; filters, wildcards and slices are not known here and throw. */
export function parsePath(text: string): Path {
  if (!text.startsWith('$')) throw new Error(`not a path: ${text}`)
  const root = text.startsWith('$$') ? 'context' : 'input'
  const steps: (string | number)[] = []
  let rest = text.slice(root === 'context' ? 2 : 1)
  while (rest !== '') {
    const match = step.exec(rest)
    if (match === null) throw new Error(`this path is not known to the laptop: ${text}`)
    steps.push(match[1] ?? match[2] ?? Number(match[3]))
    rest = rest.slice(match[0].length)
  }
  return { text, root, steps }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Tells a missing value from a stored null. */
export function findPath(text: string, scope: Scope): { readonly found: boolean; readonly value?: unknown } {
  const path = parsePath(text)
  let value = path.root === 'context' ? scope.context : scope.input
  for (const name of path.steps) {
    if (Array.isArray(value) && typeof name === 'number' && name < value.length) value = value[name]
    else if (isRecord(value) && Object.hasOwn(value, name)) value = value[name]
    else return { found: false }
  }
  return { found: true, value }
}

/** The value at the path; `error` names what a missing one fails with. */
export function readPath(text: string, scope: Scope, error = 'States.Runtime'): unknown {
  const { found, value } = findPath(text, scope)
  if (!found) throw new StateError(error, `The path '${text}' could not be found in the input`)
  return value
}

/** A copy of `input` with `value` at the path, making the objects between (ResultPath). */
export function writePath(text: string, input: unknown, value: unknown): unknown {
  return place(parsePath(text).steps, input, value, text)
}

function place(steps: readonly (string | number)[], input: unknown, value: unknown, text: string): unknown {
  const [name, ...rest] = steps
  if (name === undefined) return value
  if (Array.isArray(input) && typeof name === 'number' && name < input.length) {
    return input.with(name, place(rest, input[name], value, text))
  }
  if (typeof name === 'number' || (input !== undefined && !isRecord(input))) {
    throw new StateError('States.ResultPathMatchFailure', `The result cannot be placed at '${text}'`)
  }
  return { ...input, [name]: place(rest, input?.[name], value, text) }
}
