import type { Try } from '#core/sending'
import { AwsFault } from './aws-fault.ts'
import { NO_CONNECTION } from './aws-transport.ts'

/** A message must not go twice: the client asks once, on a connection of its own. */
export const ASKED_ONCE = { tries: 1, reuse: false } as const

/** Faults of the network that end a request before it was written. Whatever ends it later may have been accepted. */
const NEVER_LEFT: ReadonlySet<unknown> = new Set([
  NO_CONNECTION,
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined)

const isForNow = ({ status, name }: AwsFault): boolean =>
  status >= 500 || status === 429 || /Throttl|TooMany/.test(name)

/**
 * Reads a provider's error. An answer with a status is a certain no: for ever with 4xx, for now with 5xx and throttling. A connection that
 * never stood is a no for now. All else, a time-out above all, is not an answer.
 */
export const readRefusal = (error: unknown): Try => {
  if (error instanceof AwsFault) return { outcome: isForNow(error) ? 'not_now' : 'refused' }
  return { outcome: NEVER_LEFT.has(codeOf(error)) ? 'not_now' : 'unknown' }
}
