import { randomUUID } from 'node:crypto'
import { Environment, type Job } from '#laptop/environment'
import type { EnvironmentPlan } from '#laptop/environment-plan'
import { type Outcome, stopped } from '#laptop/outcome'
import type { WarmShelf } from '#laptop/warm-shelf'

type Waiting = Job & { readonly settle: (outcome: Outcome) => void }

export type PoolOptions = {
  readonly shelf: WarmShelf
  readonly plan: EnvironmentPlan
  readonly onLine: ((line: string) => void) | undefined
}

// On Lambda there are as many as events at one time. More than these win nothing where all share two or eight cores.
const most = 10

/** The warm environments of one function, started on demand. Events wait in order when all are busy. */
export class FunctionPool {
  readonly #options: PoolOptions
  readonly #waiting: Waiting[] = []
  readonly #idle: Environment[] = []
  readonly #busy = new Set<Environment>()
  readonly #starting = new Set<Environment>()
  #ended = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#idle.length + this.#busy.size + this.#starting.size
  }

  /** `event` is JSON text, as Lambda's Invoke takes it. It never rejects: a failure is an outcome. */
  invoke(event: string, requestId: string = randomUUID()): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ event, requestId, settle })
      this.#pump()
    })
  }

  /** Forgets the loaded code: idle environments end now, busy ones after their event. */
  drop(): void {
    const unused = [...this.#idle, ...this.#starting]
    for (const environment of unused) this.#forget(environment)
    this.#busy.clear()
    this.#starting.clear()
    for (const environment of unused) environment.end()
    this.#pump()
  }

  /** Ends every environment; what still waits or comes later fails as if its environment had died. */
  end(): void {
    this.#ended = true
    this.#pump()
    for (const environment of [...this.#idle, ...this.#busy, ...this.#starting]) {
      this.#forget(environment)
      environment.end()
    }
  }

  #pump(): void {
    if (this.#ended) for (const next of this.#waiting.splice(0)) next.settle(stopped)
    for (let environment = this.#idle.at(-1); environment; environment = this.#idle.at(-1)) {
      const next = this.#waiting.shift()
      if (!next) break
      this.#forget(environment)
      void this.#run(environment, next)
    }
    while (this.#waiting.length > this.#starting.size && this.size < most) this.#start()
  }

  async #run(environment: Environment, { event, requestId, settle }: Waiting): Promise<void> {
    this.#busy.add(environment)
    settle(await environment.run({ event, requestId }))
  }

  #start(): void {
    const environment: Environment = new Environment(this.#options.plan, {
      ready: () => this.#ready(environment),
      gone: (reason) => this.#gone(environment, reason),
      line: this.#options.onLine,
    })
    this.#starting.add(environment)
  }

  #ready(environment: Environment): void {
    const ours = this.#starting.delete(environment) || this.#busy.delete(environment)
    if (ours) this.#rest(environment)
    else environment.end()
    this.#pump()
  }

  #rest(environment: Environment): void {
    this.#idle.push(environment)
    if (this.#waiting.length > 0) return
    this.#options.shelf.put(environment, () => {
      this.#forget(environment)
      environment.end()
    })
  }

  #forget(environment: Environment): void {
    const at = this.#idle.indexOf(environment)
    if (at >= 0) this.#idle.splice(at, 1)
    this.#options.shelf.take(environment)
  }

  // A bundle that cannot load fails the event that wanted it, as Lambda does, rather than starting for ever.
  #gone(environment: Environment, reason: Outcome): void {
    if (this.#starting.delete(environment)) this.#waiting.shift()?.settle(reason)
    this.#busy.delete(environment)
    this.#forget(environment)
    this.#pump()
  }
}
