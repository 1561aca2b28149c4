import type { LaptopClock } from '#laptop/clock'
import type { Functions, RunningFunction } from '#laptop/functions'
import { type PlannedStream, streamRecord } from '#laptop/table-streams'
import type { TableChange, TableEngine } from '#laptop/tables/engine'

// As Lambda does: longer and longer, up to a minute.
const pauseMs = (tries: number): number => Math.min(60_000, 1_000 * 2 ** (tries - 1))

type Reading = {
  readonly plan: PlannedStream
  readonly target: RunningFunction
  readonly clock: LaptopClock
  readonly region: string
}

/** Hands one table's changes to one function: a batch after the other, each again until it is taken. Nothing is given up on the laptop. */
class StreamReader {
  readonly #reading: Reading
  #records: readonly unknown[] = []
  #sequence = 0
  #tries = 0
  #pausing = false
  #over = false
  work: Promise<void> | undefined

  constructor(reading: Reading) {
    this.#reading = reading
  }

  hear(change: TableChange): void {
    const { plan, clock, region } = this.#reading
    this.#sequence += 1
    const record = streamRecord(change, plan.table, { region, now: clock.now(), sequence: this.#sequence })
    if (!plan.wants(record)) return
    this.#records = [...this.#records, record]
    this.#begin()
  }

  /** What waits is forgotten. */
  clear(): void {
    this.#records = []
    this.#tries = 0
    this.#pausing = false
  }

  end(): void {
    this.#over = true
    this.clear()
  }

  #begin(): void {
    if (this.work || this.#pausing || this.#over || this.#records.length === 0) return
    this.work = this.#deliver().finally(() => {
      this.work = undefined
      this.#begin()
    })
  }

  async #deliver(): Promise<void> {
    // Whoever writes is answered first.
    await new Promise((resolve) => setImmediate(resolve))
    const { plan, target } = this.#reading
    const batch = this.#records.slice(0, plan.batchSize)
    if (batch.length === 0) return
    const { failed } = await target.invoke(JSON.stringify({ Records: batch }))
    if (failed) return this.#pause()
    this.#tries = 0
    const taken = new Set(batch)
    this.#records = this.#records.filter((record) => !taken.has(record))
  }

  #pause(): void {
    if (this.#over || this.#records.length === 0) return
    const { clock } = this.#reading
    this.#tries += 1
    this.#pausing = true
    clock.at(clock.now() + pauseMs(this.#tries), () => {
      this.#pausing = false
      this.#begin()
      return this.work
    })
  }
}

export type StreamReadersOptions = {
  readonly plans: readonly PlannedStream[]
  readonly functions: Functions
  readonly tables: TableEngine
  readonly clock: LaptopClock
  readonly region: string
}

/** The functions that read the streams of the laptop's own tables. Those of another DynamoDB in their place are not read. */
export class StreamReaders {
  readonly #readers: readonly StreamReader[]

  constructor({ plans, functions, tables, clock, region }: StreamReadersOptions) {
    this.#readers = plans.map((plan) => {
      const target = functions.find(plan.functionName)
      if (!target) throw new Error(`a stream is read by ${plan.functionName}, which is not a function of this template`)
      const reader = new StreamReader({ plan, target, clock, region })
      tables.listen(plan.table.shape.name, (change) => reader.hear(change))
      return reader
    })
  }

  get areSettled(): boolean {
    return this.#readers.every(({ work }) => work === undefined)
  }

  /** Resolves when every change was handed over, or waits for its next try. */
  async settled(): Promise<void> {
    while (!this.areSettled) await Promise.all(this.#readers.map(({ work }) => work))
  }

  clear(): void {
    for (const reader of this.#readers) reader.clear()
  }

  end(): void {
    for (const reader of this.#readers) reader.end()
  }
}
