type Later = (...given: never[]) => unknown

/** Timers that one environment has set: what they call is guarded, and none outlives it. */
export class OwnTimers {
  readonly #guard: (work: () => unknown) => void
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #immediates = new Set<NodeJS.Immediate>()
  #ended = false

  constructor(guard: (work: () => unknown) => void) {
    this.#guard = guard
  }

  readonly setTimeout = (later: Later, ms?: number, ...given: never[]): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#guard(() => later(...given))
    }, ms)
    return this.#kept(timer)
  }

  readonly setInterval = (later: Later, ms?: number, ...given: never[]): NodeJS.Timeout =>
    this.#kept(setInterval(() => this.#guard(() => later(...given)), ms))

  readonly setImmediate = (later: Later, ...given: never[]): NodeJS.Immediate => {
    const immediate = setImmediate(() => {
      this.#immediates.delete(immediate)
      this.#guard(() => later(...given))
    })
    if (this.#ended) clearImmediate(immediate)
    else this.#immediates.add(immediate)
    return immediate
  }

  readonly clearTimeout = (timer: NodeJS.Timeout | undefined): void => {
    clearTimeout(timer)
    if (timer) this.#timers.delete(timer)
  }

  readonly clearImmediate = (immediate: NodeJS.Immediate | undefined): void => {
    clearImmediate(immediate)
    if (immediate) this.#immediates.delete(immediate)
  }

  end(): void {
    this.#ended = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const immediate of this.#immediates) clearImmediate(immediate)
  }

  #kept(timer: NodeJS.Timeout): NodeJS.Timeout {
    if (this.#ended) clearTimeout(timer)
    else this.#timers.add(timer)
    return timer
  }
}
