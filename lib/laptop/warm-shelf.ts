/** How many idle workers may wait on a laptop, over all functions, and for how long. Each holds about 20 MB. */
const mostIdle = 24
const longestIdleMs = 5 * 60_000

type Resting = { readonly leave: () => void; readonly timer: NodeJS.Timeout }

/** The idle workers of all functions, the one unused for longest first to go. */
export class WarmShelf {
  readonly #longestIdleMs: number
  readonly #idle = new Map<object, Resting>()

  constructor(idleMs = longestIdleMs) {
    this.#longestIdleMs = idleMs
  }

  /** `worker` has nothing to do; `let go` is called when it must leave. */
  put(worker: object, letGo: () => void): void {
    this.#idle.set(worker, { leave: letGo, timer: setTimeout(() => this.#letGo(worker), this.#longestIdleMs).unref() })
    for (const [oldest] of this.#idle) {
      if (this.#idle.size <= mostIdle) break
      this.#letGo(oldest)
    }
  }

  /** `worker` is in use again, or gone. */
  take(worker: object): void {
    clearTimeout(this.#idle.get(worker)?.timer)
    this.#idle.delete(worker)
  }

  #letGo(worker: object): void {
    const resting = this.#idle.get(worker)
    this.take(worker)
    resting?.leave()
  }
}
