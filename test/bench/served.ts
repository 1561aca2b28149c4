import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Resident now and at most, in MB. Linux tells; elsewhere nothing is known. */
export type Memory = { readonly nowMb: number; readonly mostMb: number }

export const memoryOf = (pid: number | undefined): Memory | undefined => {
  const status = `/proc/${pid}/status`
  if (pid === undefined || !existsSync(status)) return undefined
  const text = readFileSync(status, 'utf8')
  const mb = (field: string): number => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]) / 1_024)
  return { nowMb: mb('VmRSS'), mostMb: mb('VmHWM') }
}

/** A server in a process of its own, so that its work is not the client's. It tells its address, and every code it sends. */
export type Served = {
  readonly url: string
  /** The newest code to a number; waits for it. */
  readonly codeTo: (number: string) => Promise<string>
  /** A message of our own to the process, answered by `done`. */
  readonly ask: (word: string) => Promise<void>
  readonly memory: () => Memory | undefined
  readonly stop: () => void
}

export type Told =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'code'; readonly to: string; readonly code: string }
  | { readonly kind: 'done' }

export const serveIn = async (module: string): Promise<Served> => {
  const child = fork(join(import.meta.dirname, module), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const codes = new Map<string, string>()
  const waiting = new Map<string, (code: string) => void>()
  const take = (to: string, code: string): void => {
    const waiter = waiting.get(to)
    waiting.delete(to)
    if (waiter) waiter(code)
    else codes.set(to, code)
  }
  child.on('message', (told: Told) => told.kind === 'code' && take(told.to, told.code))
  const [ready] = (await once(child, 'message')) as [Told]
  if (ready.kind !== 'ready') throw new Error(`${module} did not start`)
  return {
    url: ready.url,
    codeTo: (number) => {
      const code = codes.get(number)
      codes.delete(number)
      return code === undefined ? new Promise((resolve) => waiting.set(number, resolve)) : Promise.resolve(code)
    },
    ask: async (word) => {
      child.send(word)
      for (;;) {
        const [told] = (await once(child, 'message')) as [Told]
        if (told.kind === 'done') return
      }
    },
    memory: () => memoryOf(child.pid),
    stop: () => void child.kill(),
  }
}
