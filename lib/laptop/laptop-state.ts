import { EventLog } from '#laptop/aws/events'
import { KeyRing } from '#laptop/aws/key-ring'
import { Secrets } from '#laptop/aws/secrets'
import { LaptopClock } from '#laptop/clock'
import { Faults } from '#laptop/faults'
import { KeptState } from '#laptop/kept-state'
import { Outbox } from '#laptop/outbox'
import { isRecord, type Json, optionalNumber } from '#laptop/reading'
import type { StackPlan } from '#laptop/stack-plan'
import { TableEngine } from '#laptop/tables/engine'

const keepEveryMs = 2000

const recordIn = (state: Json | undefined, name: string): Json => {
  const found = state?.[name]
  return isRecord(found) ? found : {}
}

/** Everything on the laptop that outlives a request. With a data folder, keys, secrets, tables and the clock's move outlive a stop. */
export class LaptopState {
  readonly clock: LaptopClock
  readonly faults = new Faults()
  readonly outbox: Outbox
  readonly events: EventLog
  readonly tables: TableEngine
  readonly ring: KeyRing
  readonly secrets: Secrets
  /** Whether an earlier start left its data here. */
  readonly wasKept: boolean
  readonly #kept: KeptState
  readonly #timer: NodeJS.Timeout
  #changed = false

  /** `seed` is what an earlier start saved once it was seeded; what is kept in the data folder goes before it. */
  constructor(plan: StackPlan, dataDir: string | undefined, seed: Json | undefined) {
    this.#kept = new KeptState(dataDir)
    const kept = this.#kept.read()
    const saved = kept ?? seed
    this.wasKept = kept !== undefined
    this.clock = new LaptopClock(optionalNumber(saved?.clockOffsetMs))
    const now = (): number => this.clock.now()
    this.outbox = new Outbox(this.clock, this.faults)
    this.events = new EventLog(now)
    this.tables = new TableEngine({ now })
    for (const { shape } of plan.tables) this.tables.create(shape)
    if (saved) this.tables.restore(saved.tables)
    this.ring = new KeyRing(plan.resources, recordIn(saved, 'keys'))
    this.secrets = new Secrets(plan.resources, now, recordIn(saved, 'secrets'))
    this.#timer = setInterval(() => void this.#keep(), keepEveryMs)
    this.#timer.unref()
  }

  /** Says that something may be different from what was last kept. */
  touch(): void {
    this.#changed = true
  }

  /** Forgets what happened; keys and secrets stay. The tables become empty, or what an earlier snapshot of them says. */
  clear(tables?: unknown): void {
    this.tables.clear()
    if (tables !== undefined) this.tables.restore(tables)
    this.outbox.clear()
    this.events.clear()
    this.faults.clear()
    this.clock.reset()
    this.touch()
  }

  /** All that another start needs to go on from here. */
  async save(): Promise<Json> {
    const keys = await this.ring.save()
    const [secrets, tables, clockOffsetMs] = [this.secrets.save(), this.tables.snapshot(), this.clock.offsetMs]
    return { keys, secrets, tables, clockOffsetMs }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.clock.stop()
    await this.#keep()
  }

  async #keep(): Promise<void> {
    if (!this.#changed || !this.#kept.keeps) return
    this.#changed = false
    this.#kept.write(await this.save())
  }
}
