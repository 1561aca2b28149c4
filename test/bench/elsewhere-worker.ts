// The laptop's tables and keys in a thread of their own. Started by `elsewhere.ts`.
import { parentPort } from 'node:worker_threads'
import { engineTables } from '#support/engine-tables'
import { inProcessKms } from '#support/in-process-kms'
import type { Question, Reply } from './elsewhere-words.ts'

const [tables, keys] = [engineTables(Date.now), inProcessKms()]

parentPort?.on('message', async ({ id, of, request }: Question) => {
  const answer = await (of === 'tables' ? tables : keys).transport(request)
  tables.forget()
  parentPort?.postMessage({ id, answer } satisfies Reply)
})
