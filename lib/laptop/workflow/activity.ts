import { Abandoned } from './fault.ts'

/** Knows what is running at this moment: branches on their way, and functions in flight. */
export class Activity {
  #branches = 0
  readonly #flights = new Set<{ readonly since: number }>()
  #waiting: (() => void)[] = []

  begin(): void {
    this.#branches += 1
  }

  end(): void {
    this.#branches -= 1
    this.#wake()
  }

  /** Books a function in flight since this instant; the returned function books it off. */
  takeOff(since: number): () => void {
    const flight = { since }
    this.#flights.add(flight)
    return () => {
      this.#flights.delete(flight)
      this.#wake()
    }
  }

  /** True when no branch is on its way: each waits for the clock, a callback or a function, or is over. */
  get quiet(): boolean {
    return this.#branches === 0
  }

  /** True while a function is in flight that took off at this instant or later. */
  flyingSince(instant: number): boolean {
    return [...this.#flights].some(({ since }) => since >= instant)
  }

  /** Resolves when something that was running ends. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }
}

/** One thing a branch waits for. The first `settle` wins; from that instant the branch counts as running again. */
export class Pending<T> {
  readonly #activity: Activity
  readonly #promise: Promise<T>
  #resolve: (value: T) => void = () => undefined
  #reject: (reason: Error) => void = () => undefined
  #state: 'open' | 'awaited' | 'settled' = 'open'
  readonly #closers: (() => void)[] = []

  constructor(activity: Activity, signal: AbortSignal) {
    this.#activity = activity
    this.#promise = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#promise.catch(() => undefined)
    const abandon = () => this.fail(signal.reason instanceof Error ? signal.reason : new Abandoned())
    if (signal.aborted) abandon()
    signal.addEventListener('abort', abandon, { once: true })
    this.onClose(() => signal.removeEventListener('abort', abandon))
  }

  get settled(): boolean {
    return this.#state === 'settled'
  }

  /** Runs `close` once, when this is settled one way or the other. */
  onClose(close: () => void): void {
    if (this.settled) close()
    else this.#closers.push(close)
  }

  settle(value: T): boolean {
    return this.#finish(() => this.#resolve(value))
  }

  fail(reason: Error): boolean {
    return this.#finish(() => this.#reject(reason))
  }

  wait(): Promise<T> {
    if (this.#state === 'open') {
      this.#state = 'awaited'
      this.#activity.end()
    }
    return this.#promise
  }

  #finish(finish: () => void): boolean {
    if (this.settled) return false
    if (this.#state === 'awaited') this.#activity.begin()
    this.#state = 'settled'
    for (const close of this.#closers.splice(0)) close()
    finish()
    return true
  }
}
