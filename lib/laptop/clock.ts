type Appointment = { readonly dueAt: number; readonly run: () => unknown }

/** Laptop time: the machine's clock plus an offset. Instants are epoch milliseconds. */
export class LaptopClock {
  #offsetMs: number
  readonly #followers: (() => unknown)[] = []
  #appointments: readonly Appointment[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs
  }

  /** How far laptop time is ahead of the machine's, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs
  }

  now(): number {
    return Date.now() + this.#offsetMs
  }

  // Runs `run` once when laptop time reaches `dueAt`, by waiting or by a jump; it never keeps the process alive.
  at(dueAt: number, run: () => unknown): void {
    this.#appointments = [...this.#appointments, { dueAt, run }].sort((a, b) => a.dueAt - b.dueAt)
    this.#wait()
  }

  // `follow` is called after every jump and awaited, so that whoever moved the clock sees a settled machine.
  onJump(follow: () => unknown): void {
    this.#followers.push(follow)
  }

  async advance(seconds: number): Promise<void> {
    this.#offsetMs += seconds * 1000
    await this.#keepAppointments()
    for (const follow of this.#followers) await follow()
  }

  // Back to the machine's own time; what was due later is forgotten.
  reset(): void {
    this.#offsetMs = 0
    this.stop()
  }

  /** Forgets what was due later. */
  stop(): void {
    this.#appointments = []
    clearTimeout(this.#timer)
  }

  async #keepAppointments(): Promise<void> {
    for (let next = this.#appointments[0]; next && next.dueAt <= this.now(); next = this.#appointments[0]) {
      this.#appointments = this.#appointments.slice(1)
      await next.run()
    }
    this.#wait()
  }

  #wait(): void {
    clearTimeout(this.#timer)
    const next = this.#appointments[0]
    if (!next) return
    const waitMs = Math.min(Math.max(next.dueAt - this.now(), 0), 2 ** 31 - 1)
    this.#timer = setTimeout(() => void this.#keepAppointments(), waitMs)
    this.#timer.unref()
  }
}
