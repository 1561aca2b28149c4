import type { Ports } from '#core/ports'
import type { Between, Carried } from '#support/engine-tables'

type Answered = { readonly asked: string; readonly answer: unknown }

/**
 * One sign-in, played again: chance falls as it fell, and tables and keys answer as they did, without working for it. On AWS they work elsewhere;
 * here their work would take the processor's memory from ours. Chance is still asked. Who asks for another operation than before is refused.
 * They are asked `carried` as requests that are written and signed, or `between` as objects, before they are.
 */
export const tape = (chance: Ports['chance']) => {
  const [fallen, answers]: [string[], Answered[]] = [[], []]
  const state = { records: false, plays: false, fell: 0, asked: 0 }
  const again = (fall: () => string) => (): string => {
    const [at, fresh] = [state.fell++, fall()]
    if (state.records) fallen[at] = fresh
    return state.plays ? (fallen[at] ?? fresh) : fresh
  }
  const answered = async <A>(asked: string, ask: () => Promise<A>): Promise<A> => {
    const at = state.asked++
    const known = answers[at]
    // The same operation answered with it before.
    if (state.plays && known?.asked === asked) return known.answer as A
    if (state.plays) throw new Error(`${asked} was not asked before`)
    const answer = await ask()
    if (state.records) answers[at] = { asked, answer }
    return answer
  }
  const carried: Carried = (carry) => (request) =>
    answered(String(request.headers['x-amz-target']), () => carry(request))
  const between: Between = (ask) => (operation, input) => answered(operation, () => ask(operation, input))
  const rewind = (how: 'record' | 'play') =>
    void Object.assign(state, { records: how === 'record', plays: how === 'play', fell: 0, asked: 0 })
  return { carried, between, chance: { id: again(chance.id), secret: again(chance.secret) }, rewind }
}

/** How long this thread was at work for one call, waiting not counted. Milliseconds. */
export const atWorkMs = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.eventLoopUtilization()
  await work()
  return performance.eventLoopUtilization(before).active
}

/** The time that a quarter of the calls stayed below: on a busy machine others get the processor in the middle of a call, and those calls say nothing. */
export const undisturbed = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 4)] ?? 0
