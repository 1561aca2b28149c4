// One warm thread answers most steps in a few milliseconds, and the more often it does the quicker it gets: another is for whoever waited this long.
// Where the thread is quick, whoever waits does so because the machine is busy, and another one would only make it busier.
const patientMs = { slow: 100, quick: 500 }
const quickMs = 15
const remembered = 8

/** How long the first in line before a function waits for another thread, by how long its last events took. */
export class Patience {
  readonly #lately: number[] = []

  /** The shortest of the last few events tells what the work takes; the others may have waited for the machine. */
  get ms(): number {
    return Math.min(...this.#lately) < quickMs ? patientMs.quick : patientMs.slow
  }

  /** An event took so long. Milliseconds. */
  took(ms: number): void {
    this.#lately.push(ms)
    if (this.#lately.length > remembered) this.#lately.shift()
  }
}
