const longestTimerMilliseconds = 2 ** 31 - 1

type Entry = { readonly dueAt: number; readonly wake: () => void }

/** What becomes due by the laptop's clock, in order of due time; the earlier entry first when two are due together. */
export class Agenda {
  readonly #now: () => number
  readonly #onDue: () => void
  readonly #entries: Entry[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(now: () => number, onDue: () => void) {
    this.#now = now
    this.#onDue = onDue
  }

  /** Wakes once at `dueAt` (epoch milliseconds); the returned function takes the entry off again. */
  at(dueAt: number, wake: () => void): () => void {
    const entry = { dueAt, wake }
    this.#entries.splice(this.#place(dueAt), 0, entry)
    this.#arm()
    return () => {
      const place = this.#entries.indexOf(entry)
      if (place >= 0) this.#entries.splice(place, 1)
    }
  }

  /** When the earliest entry that is due by now became due. */
  get firstDueAt(): number | undefined {
    const first = this.#entries[0]
    return first === undefined || first.dueAt > this.#now() ? undefined : first.dueAt
  }

  wakeFirst(): void {
    this.#entries.shift()?.wake()
  }

  clear(): void {
    this.#entries.length = 0
    clearTimeout(this.#timer)
  }

  #place(dueAt: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle]?.dueAt ?? Infinity) <= dueAt) low = middle + 1
      else high = middle
    }
    return low
  }

  // Unreferenced: a waiting workflow never keeps the process alive.
  #arm(): void {
    clearTimeout(this.#timer)
    const first = this.#entries[0]
    if (first === undefined) return
    const delay = Math.min(Math.max(first.dueAt - this.#now(), 1), longestTimerMilliseconds)
    this.#timer = setTimeout(() => this.#ring(), delay).unref()
  }

  #ring(): void {
    if (this.firstDueAt !== undefined) this.#onDue()
    this.#arm()
  }
}
