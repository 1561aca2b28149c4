import { isFault } from './aws-fault.ts'
import type { Reason } from './dynamo-calls.ts'

const TRIES = 8
const PAUSE_MS = 15

/** Why a transaction was cancelled, in the order of its writes; nothing for any other error. */
export const reasonsOf = (error: unknown): readonly Reason[] =>
  isFault(error, 'TransactionCanceledException') && Array.isArray(error.facts.CancellationReasons)
    ? error.facts.CancellationReasons
    : []

/** A write that met a transaction on its item. */
export const isConflict = (error: unknown): boolean => isFault(error, 'TransactionConflictException')

/** A transaction that met another, and nothing else stood in its way. */
export const isCancelledByConflict = (error: unknown): boolean => {
  const codes = reasonsOf(error).map(({ Code }) => Code)
  return codes.includes('TransactionConflict') && !codes.includes('ConditionalCheckFailed')
}

/** Waits a little longer each time, never in step with the others who collided. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * 2 ** Math.min(attempt, 4)))

/** A write that met another transaction on the same item did nothing: it is safe to ask again. */
export const again = async <T>(ask: () => Promise<T>, collided: (error: unknown) => boolean): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt >= TRIES || !collided(error)) throw error
      await pause(attempt)
    }
  }
}
