import { parseIntrinsic, runIntrinsic } from './intrinsic.ts'
import { isRecord, parsePath, readPath, type Scope } from './path.ts'

/** Throws for a path or an intrinsic that could not be filled later. */
export function checkPayload(template: unknown): void {
  if (Array.isArray(template)) for (const item of template) checkPayload(item)
  else if (isRecord(template)) for (const [name, value] of Object.entries(template)) checkField(name, value)
}

/** Fills a Parameters or ResultSelector template: a name that ends in `.$` takes its value from a path or an intrinsic. */
export function fillPayload(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((item) => fillPayload(item, scope))
  if (!isRecord(template)) return template
  const filled = Object.entries(template).map(([name, value]) =>
    name.endsWith('.$') ? [name.slice(0, -2), fillText(String(value), scope)] : [name, fillPayload(value, scope)],
  )
  return Object.fromEntries(filled)
}

function checkField(name: string, value: unknown): void {
  if (!name.endsWith('.$')) {
    checkPayload(value)
    return
  }
  if (typeof value !== 'string') throw new Error(`${name} must be a path or an intrinsic`)
  if (value.startsWith('$')) parsePath(value)
  else parseIntrinsic(value)
}

const fillText = (text: string, scope: Scope) =>
  text.startsWith('$')
    ? readPath(text, scope, 'States.ParameterPathFailure')
    : runIntrinsic(parseIntrinsic(text), scope)
