import { AwsFault } from './aws-fault.ts'
import { NO_CONNECTION } from './aws-transport.ts'

const BROKEN: ReadonlySet<unknown> = new Set([
  NO_CONNECTION,
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
const FOR_NOW: ReadonlySet<number> = new Set([500, 502, 503, 504])
const THROTTLED = /Throttl|TooMany|SlowDown|LimitExceeded|ProvisionedThroughputExceeded|PriorRequestNotComplete/
const TRANSIENT: ReadonlySet<string> = new Set([
  'RequestTimeout',
  'RequestTimeoutException',
  'TransactionInProgressException',
])

/** Whether asking again may help, and of what kind the trouble is. A certain no is final. */
export const trouble = (error: unknown): 'throttled' | 'passing' | 'final' => {
  if (error instanceof AwsFault) {
    if (error.status === 429 || THROTTLED.test(error.name)) return 'throttled'
    return FOR_NOW.has(error.status) || TRANSIENT.has(error.name) ? 'passing' : 'final'
  }
  return error instanceof Error && 'code' in error && BROKEN.has(error.code) ? 'passing' : 'final'
}

const BASE_MS = { throttled: 150, passing: 40 } as const

/** Full jitter over a wait that doubles. Milliseconds. */
export const pauseMs = (kind: 'throttled' | 'passing', attempt: number, random: number): number =>
  random * BASE_MS[kind] * 2 ** attempt
