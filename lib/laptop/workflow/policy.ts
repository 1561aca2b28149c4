import type { StateError } from './fault.ts'

export type Retrier = {
  readonly ErrorEquals: readonly string[]
  readonly IntervalSeconds: number
  readonly MaxAttempts: number
  readonly BackoffRate: number
  readonly MaxDelaySeconds?: number | undefined
  readonly JitterStrategy: 'FULL' | 'NONE'
}

export type Catcher = {
  readonly ErrorEquals: readonly string[]
  readonly Next: string
  readonly ResultPath?: string | null | undefined
}

// What the catch-all does not catch: the run is broken, not the task.
const beyondAll = ['States.DataLimitExceeded', 'States.Runtime']
const timeouts = ['States.Timeout', 'States.HeartbeatTimeout']

/** Whether a Retry or Catch entry is meant for this error. */
export function covers(names: readonly string[], error: string): boolean {
  return names.some((name) => {
    if (name === error) return true
    if (name === 'States.ALL') return !beyondAll.includes(error)
    if (name === 'States.TaskFailed') return !timeouts.includes(error) && !beyondAll.includes(error)
    return name === 'States.Timeout' && error === 'States.HeartbeatTimeout'
  })
}

export const catcherFor = (catchers: readonly Catcher[], { error }: StateError): Catcher | undefined =>
  catchers.find(({ ErrorEquals }) => covers(ErrorEquals, error))

/** Counts the tries of one state visit; each entry of Retry has a count of its own. */
export class Tries {
  readonly #retriers: readonly Retrier[]
  readonly #used = new Map<Retrier, number>()
  readonly #random: () => number

  constructor(retriers: readonly Retrier[], random: () => number) {
    this.#retriers = retriers
    this.#random = random
  }

  get retries(): number {
    return [...this.#used.values()].reduce((sum, used) => sum + used, 0)
  }

  /** Seconds to wait before the next try, or undefined when there is none left for this error. */
  nextDelaySeconds({ error }: StateError): number | undefined {
    const retrier = this.#retriers.find(({ ErrorEquals }) => covers(ErrorEquals, error))
    if (retrier === undefined) return undefined
    const used = this.#used.get(retrier) ?? 0
    if (used >= retrier.MaxAttempts) return undefined
    this.#used.set(retrier, used + 1)
    const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used
    const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Infinity)
    return retrier.JitterStrategy === 'FULL' ? delay * this.#random() : delay
  }
}
