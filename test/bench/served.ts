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

/** A server in a process of its own, so that its work is not the client's. It tells its address, every code it sends, and its processor time. */
export type Served = {
  readonly url: string
  /** The newest code to a number; waits for it. */
  readonly codeTo: (number: string) => Promise<string>
  /** It is the next day, and nothing is left to do. Answers its processor time until now, all threads. Milliseconds. */
  readonly nextDay: () => Promise<number>
  readonly memory: () => Memory | undefined
  readonly stop: () => void
}

/** How long a server keeps a connection that nobody uses: longer than the others' turns take. */
export const KEEP_ALIVE_MS = 600_000

export type Told =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'code'; readonly to: string; readonly code: string }
  | { readonly kind: 'done'; readonly cpuMs: number }

/** What a server says of itself when it is told that another day has come. */
export const doneNow = (): Told => {
  const { user, system } = process.cpuUsage()
  return { kind: 'done', cpuMs: (user + system) / 1_000 }
}

const codesIn = () => {
  const codes = new Map<string, string>()
  const waiting = new Map<string, (code: string) => void>()
  return {
    came: (to: string, code: string): void => {
      const waiter = waiting.get(to)
      waiting.delete(to)
      if (waiter) waiter(code)
      else codes.set(to, code)
    },
    newest: (to: string): Promise<string> => {
      const code = codes.get(to)
      codes.delete(to)
      return code === undefined ? new Promise((resolve) => waiting.set(to, resolve)) : Promise.resolve(code)
    },
  }
}

export const serveIn = async (module: string): Promise<Served> => {
  const child = fork(join(import.meta.dirname, module), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const codes = codesIn()
  child.on('message', (told: Told) => told.kind === 'code' && codes.came(told.to, told.code))
  const [ready] = (await once(child, 'message')) as [Told]
  if (ready.kind !== 'ready') throw new Error(`${module} did not start`)
  return {
    url: ready.url,
    codeTo: codes.newest,
    nextDay: async () => {
      child.send('another day')
      for (;;) {
        const [told] = (await once(child, 'message')) as [Told]
        if (told.kind === 'done') return told.cpuMs
      }
    },
    memory: () => memoryOf(child.pid),
    stop: () => void child.kill(),
  }
}
