import type { Try } from '#core/sending'

/** Faults of the network that end a request before it was written. Whatever ends it later may have been accepted. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const said = (error: unknown, key: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined

const statusOf = (error: unknown): number | undefined => {
  const status = said(said(error, '$metadata'), 'httpStatusCode')
  return typeof status === 'number' ? status : undefined
}

const isThrottled = (status: number, name: unknown) =>
  status === 429 || (typeof name === 'string' && /Throttl|TooMany/.test(name))

/**
 * Reads a provider's error. An answer with a status is a certain no: for ever with 4xx, for now with 5xx and throttling. A connection that
 * never stood is a no for now. All else, a time-out above all, is not an answer.
 */
export const readRefusal = (error: unknown): Try => {
  const status = statusOf(error)
  if (status !== undefined && status >= 400) {
    return { outcome: status >= 500 || isThrottled(status, said(error, 'name')) ? 'not_now' : 'refused' }
  }
  const code = said(error, 'code')
  return { outcome: typeof code === 'string' && NEVER_LEFT.has(code) ? 'not_now' : 'unknown' }
}
