import { Console } from 'node:console'
import { EventEmitter } from 'node:events'
import type { OwnTimers } from '#laptop/own-timers'
import type { PrintedLines } from '#laptop/printed-lines'

export const surroundingNames = [
  'process',
  'console',
  'Date',
  'globalThis',
  'global',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
] as const

/** What a bundle's code finds under names that are otherwise the whole process's. */
export type Surroundings = Readonly<Record<(typeof surroundingNames)[number], unknown>>

export type Connection = EventEmitter & { readonly destroy: () => unknown }

export type Around = {
  readonly variables: Readonly<Record<string, string>>
  readonly stdout: PrintedLines
  readonly stderr: PrintedLines
  readonly timers: OwnTimers
  /** The Date that its code asks. */
  readonly clock: DateConstructor
  /** A connection to the place, when that is inside this process. */
  readonly dial: (port: number) => Connection | undefined
  readonly exit: (code: unknown) => never
}

const timersOf = (timers: OwnTimers) => ({
  setTimeout: timers.setTimeout,
  setInterval: timers.setInterval,
  setImmediate: timers.setImmediate,
  clearTimeout: timers.clearTimeout,
  clearInterval: timers.clearTimeout,
  clearImmediate: timers.clearImmediate,
})

const portIn = (asked: unknown): number => Number(Object(asked).port ?? asked)

const netOf = (dial: Around['dial']) => {
  const net = process.getBuiltinModule('node:net')
  const connect = (...asked: Parameters<typeof net.connect>) => dial(portIn(asked[0])) ?? net.connect(...asked)
  return { ...net, connect, createConnection: connect }
}

const heard = ['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener', 'emit', 'listeners'] as const

const processOf = ({ variables, stdout, stderr, exit }: Around, builtIn: (name: string) => unknown): object => {
  const events = new EventEmitter()
  const own = {
    env: { ...variables },
    stdout,
    stderr,
    exit,
    getBuiltinModule: builtIn,
    ...Object.fromEntries(heard.map((name) => [name, events[name].bind(events)])),
  }
  return Object.create(process, Object.getOwnPropertyDescriptors(own))
}

// What a bundle keeps at the global object stays with it; what it only reads there is the real one's.
const globalOf = (own: Record<string, unknown>): object =>
  new Proxy(own, {
    get: (_, name) => (Object.hasOwn(own, name) ? own[String(name)] : Reflect.get(globalThis, name)),
    has: (_, name) => Object.hasOwn(own, name) || Reflect.has(globalThis, name),
  })

/** A place of its own for one environment: its variables, its output, its clock and timers, its way to AWS. */
export const surroundings = (around: Around): Surroundings => {
  const timers = timersOf(around.timers)
  const replaced: Readonly<Record<string, () => unknown>> = {
    net: () => netOf(around.dial),
    timers: () => ({ ...process.getBuiltinModule('node:timers'), ...timers }),
    process: () => own.process,
  }
  const builtIn = (name: string): unknown =>
    replaced[name.replace(/^node:/, '')]?.() ?? process.getBuiltinModule(name as 'node:net')
  const console = new Console({ stdout: around.stdout as never, stderr: around.stderr as never })
  const own = { process: processOf(around, builtIn), console, Date: around.clock, ...timers }
  const global = globalOf(own)
  return { ...own, globalThis: global, global }
}
