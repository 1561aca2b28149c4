import { AsyncLocalStorage } from 'node:async_hooks'
import { TableFault } from '#laptop/tables/engine'
import type { Asked } from '#support/engine-tables'
import type { World } from '#support/world'

/**
 * What may happen to one request to a table or a key. `lost`: it was never applied; `unanswered`: it was; `duplicate`: it arrives twice, and the second
 * is answered; `crash`: the function that asked is never heard of again. `down` and `silent` are `lost` and `unanswered` for whoever repeats it, too.
 */
export type Fault = 'throttled' | 'lost' | 'unanswered' | 'duplicate' | 'crash' | 'down' | 'silent'
export type Mishap = { readonly at: number; readonly fault: Fault }

type Call = {
  readonly which: number
  readonly queue: Waiting[]
  requests: number
  /** Nobody answers this any more. */
  unheard: string | undefined
  crashed: boolean
  readonly crash: () => void
}
type Waiting = Turn & { readonly of: Call; readonly go: (fault: Fault | undefined) => void }

/** A request that waits: the `nth` of a call, counted from 0. What it asks is known of tables alone. */
export type Turn = { readonly call: number; readonly nth: number; readonly asking: Asked | undefined }

/** Who goes next of those who wait, and what happens to them. Undefined: nobody any more, the play is given up. */
export type Choose = (waiting: readonly Turn[]) => { readonly at: number; readonly fault?: Fault } | undefined

/** How a batch went: each call's answer, or `crashed`; and how many could have gone next at every turn. */
export type Played<T> = { readonly answers: readonly (T | 'crashed')[]; readonly choices: readonly number[] }

const broken = () => new TableFault('InternalServerError', 'the answer is lost', {}, 500)
const throttled = () => new TableFault('ProvisionedThroughputExceededException', 'slow down')
const never = new Promise<never>(() => {})

/**
 * Lets one request through at a time, in an order that is chosen: every request of a call waits for its turn. What happens between two requests of
 * a call happens at once, as nothing else can be seen from outside.
 */
export const turns = (world: Pick<World, 'tables'>) => {
  const storage = new AsyncLocalStorage<Call>()
  const loses = new Set<Call>()

  /** Applied, or refused as it may be, with nobody to hear of it. */
  const arrive = ({ operation, input }: Asked): void => {
    try {
      world.tables.engine.call(operation, { ...Object(input) })
    } catch (error) {
      if (!(error instanceof TableFault)) throw error
    }
  }

  /** Waits for a turn; then meets what was planned for it. */
  const turn = async (asking?: Asked): Promise<void> => {
    const of = storage.getStore()
    if (of === undefined) return
    if (of.crashed) await never
    const said = asking === undefined ? undefined : JSON.stringify(asking)
    if (said !== undefined && said === of.unheard) throw broken()
    const [call, nth] = [of.which, of.requests++]
    const fault = await new Promise<Fault | undefined>((go) => of.queue.push({ call, nth, asking, of, go }))
    if (fault === 'throttled') throw throttled()
    if (fault === 'down' || fault === 'silent') of.unheard = said
    if (fault === 'lost' || fault === 'down') throw broken()
    if (fault === 'unanswered' || fault === 'silent') loses.add(of)
    if (fault === 'duplicate' && asking !== undefined) arrive(asking)
    if (fault !== 'crash') return
    of.crashed = true
    of.crash()
    await never
  }
  world.tables.onAsk = turn
  world.tables.onAnswer = () => {
    const call = storage.getStore()
    if (call !== undefined && loses.delete(call)) throw broken()
  }

  const begin = <T>(act: () => Promise<T>, which: number, queue: Waiting[]): Promise<T | 'crashed'> => {
    const { promise, resolve } = Promise.withResolvers<'crashed'>()
    const call: Call = {
      which,
      queue,
      requests: 0,
      unheard: undefined,
      crashed: false,
      crash: () => resolve('crashed'),
    }
    return Promise.race([storage.run(call, act), promise])
  }

  /** Undefined when it was given up. */
  const playBy = async <T>(
    acts: readonly (() => Promise<T>)[],
    choose: Choose,
  ): Promise<readonly (T | 'crashed')[] | undefined> => {
    const waiting: Waiting[] = []
    loses.clear()
    let open = acts.length
    const ends = acts.map((act, which) => begin(act, which, waiting).finally(() => open--))
    const settled = Promise.allSettled(ends)
    // Whoever is neither waiting nor done is on the way to one of the two.
    const calls = () => new Set(waiting.map(({ of }) => of)).size
    while (open > 0) {
      while (open > 0 && calls() < open) await new Promise((resolve) => setImmediate(resolve))
      if (open === 0) break
      const choice = choose(waiting)
      if (choice === undefined) return undefined
      const [next] = waiting.splice(choice.at, 1)
      // What else it had on the way is lost with it: had it arrived, the function would have ended later.
      if (choice.fault === 'crash') waiting.splice(0, waiting.length, ...waiting.filter(({ of }) => of !== next?.of))
      next?.go(choice.fault)
    }
    await settled
    return Promise.all(ends)
  }

  /** By numbers: of three that wait, 4 is the second. */
  const play = async <T>(
    acts: readonly (() => Promise<T>)[],
    order: readonly number[],
    mishaps: readonly Mishap[] = [],
  ): Promise<Played<T>> => {
    const choices: number[] = []
    const answers = await playBy(acts, ({ length }) => {
      const fault = mishaps.find(({ at }) => at === choices.length)?.fault
      const at = (order[choices.length] ?? 0) % length
      choices.push(length)
      return fault === undefined ? { at } : { at, fault }
    })
    return { answers: answers ?? [], choices }
  }
  return { play, playBy, turn }
}
