import { Worker } from 'node:worker_threads'
import type { Transport, WireAnswer } from '#adapters/aws-transport'
import type { Question, Reply } from './elsewhere-words.ts'

/** Tables and keys that are not this thread's work, as on AWS they are not the function's: whoever asks writes, signs and reads, and waits. */
export const tablesAndKeysElsewhere = (): { readonly tables: Transport; readonly keys: Transport } => {
  const worker = new Worker(new URL('./elsewhere-worker.ts', import.meta.url))
  worker.unref()
  const waiting = new Map<number, (answer: WireAnswer) => void>()
  worker.on('message', ({ id, answer }: Reply) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  })
  let asked = 0
  const ask =
    (of: Question['of']): Transport =>
    (request) =>
      new Promise((resolve) => {
        const id = ++asked
        waiting.set(id, resolve)
        worker.ref()
        worker.postMessage({ id, of, request } satisfies Question)
      })
  return { tables: ask('tables'), keys: ask('keys') }
}
