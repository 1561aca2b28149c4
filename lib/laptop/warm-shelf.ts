/** How many idle workers may wait on a laptop, over all functions. Each holds about 25 MB. */
const mostIdle = 24

/** The idle workers of all functions, the one unused for longest first to go. */
export class WarmShelf {
  readonly #idle = new Map<object, () => void>()

  /** `worker` has nothing to do; `let go` is called when it must leave. */
  put(worker: object, letGo: () => void): void {
    this.#idle.set(worker, letGo)
    for (const [oldest, leave] of this.#idle) {
      if (this.#idle.size <= mostIdle) break
      this.#idle.delete(oldest)
      leave()
    }
  }

  /** `worker` is in use again, or gone. */
  take(worker: object): void {
    this.#idle.delete(worker)
  }
}
