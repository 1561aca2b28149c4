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
  readonly #records: unknown[] = []
  #sequence = 0
  #tries = 0
  #pausing = false
  #gathering = false
  #over = false
  work: Promise<void> | undefined

  constructor(reading: Reading) {
    this.#reading = reading
  }

  /** Nothing is being handed over, and nothing waits but for its next try. */
  get isSettled(): boolean {
    return this.work === undefined && (this.#records.length === 0 || this.#pausing)
  }

  hear(change: TableChange): void {
    const { plan, clock, region } = this.#reading
    this.#sequence += 1
    const record = streamRecord(change, plan, { region, now: clock.now(), sequence: this.#sequence })
    if (!plan.wants(record)) return
    this.#records.push(record)
    this.#gather()
  }

  /** What is gathered goes now. */
  hurry(): void {
    if (this.work || this.#pausing || this.#over || this.#records.length === 0) return
    this.work = this.#deliver().finally(() => {
      this.work = undefined
      this.#gather()
    })
  }

  /** What waits is forgotten. */
  clear(): void {
    this.#records.length = 0
    this.#tries = 0
    this.#pausing = false
    this.#gathering = false
  }

  end(): void {
    this.#over = true
    this.clear()
  }

  // A batch goes when it is full, or when its first change has waited for as long as the template says.
  #gather(): void {
    const { batchSize, windowMs } = this.#reading.plan
    if (windowMs === 0 || this.#records.length >= batchSize) this.hurry()
    else if (!this.#gathering && this.#records.length > 0) this.#wait(windowMs)
  }

  #wait(windowMs: number): void {
    const { clock } = this.#reading
    this.#gathering = true
    clock.at(clock.now() + windowMs, () => {
      this.#gathering = false
      this.hurry()
      return this.work
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
    // A laptop that started over meanwhile has forgotten these.
    if (this.#records[0] === batch[0]) this.#records.splice(0, batch.length)
  }

  #pause(): void {
    if (this.#over || this.#records.length === 0) return
    const { clock } = this.#reading
    this.#tries += 1
    this.#pausing = true
    clock.at(clock.now() + pauseMs(this.#tries), () => {
      this.#pausing = false
      this.hurry()
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
    return this.#readers.every(({ isSettled }) => isSettled)
  }

  /** Hands over what is gathered; resolves when every change was handed over, or waits for its next try. */
  async settled(): Promise<void> {
    while (!this.areSettled) {
      for (const reader of this.#readers) reader.hurry()
      await Promise.all(this.#readers.map(({ work }) => work))
    }
  }

  clear(): void {
    for (const reader of this.#readers) reader.clear()
  }

  end(): void {
    for (const reader of this.#readers) reader.end()
  }
}
