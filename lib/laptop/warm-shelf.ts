/** How many idle environments may wait on a laptop, over all functions, and for how long. Each holds about 1 MB. */
const mostIdle = 96
const longestIdleMs = 5 * 60_000

type Resting = { readonly leave: () => void; readonly timer: NodeJS.Timeout }

/** The idle environments of all functions, the one unused for longest first to go. */
export class WarmShelf {
  readonly #longestIdleMs: number
  readonly #idle = new Map<object, Resting>()

  constructor(idleMs = longestIdleMs) {
    this.#longestIdleMs = idleMs
  }

  /** `environment` has nothing to do; `let go` is called when it must leave. */
  put(environment: object, letGo: () => void): void {
    this.#idle.set(environment, {
      leave: letGo,
      timer: setTimeout(() => this.#letGo(environment), this.#longestIdleMs).unref(),
    })
    for (const [oldest] of this.#idle) {
      if (this.#idle.size <= mostIdle) break
      this.#letGo(oldest)
    }
  }

  /** `environment` is in use again, or gone. */
  take(environment: object): void {
    clearTimeout(this.#idle.get(environment)?.timer)
    this.#idle.delete(environment)
  }

  #letGo(environment: object): void {
    const resting = this.#idle.get(environment)
    this.take(environment)
    resting?.leave()
  }
}
