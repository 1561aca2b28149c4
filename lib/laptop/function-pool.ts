import { randomUUID } from 'node:crypto'
import { Patience } from '#laptop/patience'
import type { WarmShelf } from '#laptop/warm-shelf'
import { type Outcome, WarmWorker } from '#laptop/warm-worker'
import type { WorkerPlan } from '#laptop/worker-words'

type Waiting = {
  readonly event: string
  readonly requestId: string
  readonly since: number
  readonly settle: (outcome: Outcome) => void
}

export type PoolOptions = {
  readonly shelf: WarmShelf
  readonly plan: () => WorkerPlan
  readonly env: Readonly<Record<string, string>>
  readonly onLine: ((line: string) => void) | undefined
}

const stopped: Outcome = {
  payload: '{"errorType":"Laptop.Stopped","errorMessage":"the laptop has stopped"}',
  failed: true,
}

// More threads than this cost memory and win nothing on a laptop.
const maxWorkers = 3

/** The warm workers of one function, started on demand. Events wait in order when all are busy. */
export class FunctionPool {
  readonly #options: PoolOptions
  readonly #waiting: Waiting[] = []
  readonly #idle: WarmWorker[] = []
  readonly #busy = new Set<WarmWorker>()
  readonly #starting = new Set<WarmWorker>()
  readonly #patience = new Patience()
  #growing: NodeJS.Timeout | undefined
  #grownAt = 0
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
      this.#waiting.push({ event, requestId, since: performance.now(), settle })
      this.#pump()
    })
  }

  /** Forgets the loaded code: idle workers end now, busy ones after their event. */
  async drop(): Promise<void> {
    const idle = [...this.#idle]
    for (const worker of idle) this.#forget(worker)
    this.#busy.clear()
    const starting = [...this.#starting]
    this.#starting.clear()
    await Promise.all([...idle, ...starting].map((worker) => worker.end()))
    this.#pump()
  }

  /** Ends every worker; what still waits or comes later fails as if its worker had died. */
  async end(): Promise<void> {
    this.#ended = true
    clearTimeout(this.#growing)
    this.#pump()
    const all = [...this.#idle.splice(0), ...this.#busy, ...this.#starting]
    await Promise.all(all.map((worker) => worker.end()))
  }

  #pump(): void {
    if (this.#ended) for (const next of this.#waiting.splice(0)) next.settle(stopped)
    for (let worker = this.#idle.at(-1); worker && this.#waiting.length > 0; worker = this.#idle.at(-1)) {
      this.#idle.pop()
      this.#options.shelf.take(worker)
      const next = this.#waiting.shift()
      if (next) void this.#run(worker, next)
    }
    this.#grow()
  }

  #grow(): void {
    clearTimeout(this.#growing)
    const first = this.#waiting[0]
    if (!first || this.#starting.size > 0 || this.size >= maxWorkers) return
    // Whoever came before the newest thread had to wait for that one anyhow.
    const leftMs = this.size === 0 ? 0 : Math.max(first.since, this.#grownAt) + this.#patience.ms - performance.now()
    if (leftMs <= 0) this.#start()
    else this.#growing = setTimeout(() => this.#grow(), leftMs)
  }

  async #run(worker: WarmWorker, next: Waiting): Promise<void> {
    this.#busy.add(worker)
    const begun = performance.now()
    next.settle(await worker.run({ event: next.event, requestId: next.requestId }))
    this.#patience.took(performance.now() - begun)
  }

  #start(): void {
    const worker: WarmWorker = new WarmWorker(this.#options.plan(), this.#options.env, {
      ready: () => this.#ready(worker),
      gone: (reason) => this.#gone(worker, reason),
      line: this.#options.onLine,
    })
    this.#starting.add(worker)
  }

  #ready(worker: WarmWorker): void {
    const started = this.#starting.delete(worker)
    if (started) this.#grownAt = performance.now()
    const ours = started || this.#busy.delete(worker)
    if (!ours) void worker.end()
    else if (this.#waiting.length === 0) this.#rest(worker)
    else this.#idle.push(worker)
    this.#pump()
  }

  #rest(worker: WarmWorker): void {
    this.#idle.push(worker)
    this.#options.shelf.put(worker, () => {
      this.#forget(worker)
      void worker.end()
    })
  }

  #forget(worker: WarmWorker): void {
    const at = this.#idle.indexOf(worker)
    if (at >= 0) this.#idle.splice(at, 1)
    this.#options.shelf.take(worker)
  }

  // A bundle that cannot load fails the event that wanted it, as Lambda does, rather than starting for ever.
  #gone(worker: WarmWorker, reason: Outcome): void {
    if (this.#starting.delete(worker)) this.#waiting.shift()?.settle(reason)
    this.#busy.delete(worker)
    this.#forget(worker)
    this.#pump()
  }
}
