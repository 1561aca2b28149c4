import { AsyncLocalStorage } from 'node:async_hooks'
import { TableFault } from '#laptop/tables/engine'
import type { Asked } from '#support/engine-tables'
import type { World } from '#support/world'

/**
 * What may happen to one request to a table or a key. `lost`: it was never applied; `unanswered`: it was; `duplicate`: it arrives twice, and the second
 * is answered; `crash`: the function that asked is never heard of again.
 */
export type Fault = 'throttled' | 'lost' | 'unanswered' | 'duplicate' | 'crash'
export type Mishap = { readonly at: number; readonly fault: Fault }

type Call = { crashed: boolean; readonly crash: () => void }
type Waiting = { readonly call: Call; readonly go: () => void }

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
  let waiting: Waiting[] = []
  let asked = 0
  let mishaps: readonly Mishap[] = []
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
    const call = storage.getStore()
    if (call === undefined) return
    await new Promise<void>((go) => waiting.push({ call, go }))
    const at = asked++
    const fault = mishaps.find((mishap) => mishap.at === at)?.fault
    if (fault === 'throttled') throw throttled()
    if (fault === 'lost') throw broken()
    if (fault === 'unanswered') loses.add(call)
    if (fault === 'duplicate' && asking !== undefined) arrive(asking)
    if (fault !== 'crash') return
    call.crashed = true
    call.crash()
    await never
  }
  world.tables.onAsk = turn
  world.tables.onAnswer = () => {
    const call = storage.getStore()
    if (call !== undefined && loses.delete(call)) throw broken()
  }

  const begin = <T>(act: () => Promise<T>): { readonly call: Call; readonly end: Promise<T | 'crashed'> } => {
    const { promise, resolve } = Promise.withResolvers<'crashed'>()
    const call: Call = { crashed: false, crash: () => resolve('crashed') }
    return { call, end: Promise.race([storage.run(call, act), promise]) }
  }

  const play = async <T>(
    acts: readonly (() => Promise<T>)[],
    order: readonly number[],
    planned: readonly Mishap[] = [],
  ): Promise<Played<T>> => {
    waiting = []
    asked = 0
    mishaps = planned
    loses.clear()
    let open = acts.length
    const ends = acts.map(async (act) => {
      try {
        return await begin(act).end
      } finally {
        open--
      }
    })
    const settled = Promise.allSettled(ends)
    const choices: number[] = []
    while (open > 0) {
      // Whoever is neither waiting nor done is on the way to one of the two.
      const calls = () => new Set(waiting.map(({ call }) => call)).size
      while (open > 0 && calls() < open) await new Promise((resolve) => setImmediate(resolve))
      if (open === 0) break
      const pick = (order[choices.length] ?? 0) % waiting.length
      choices.push(waiting.length)
      waiting.splice(pick, 1)[0]?.go()
    }
    await settled
    return { answers: await Promise.all(ends), choices }
  }
  return { play, turn }
}
