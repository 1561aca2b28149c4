import { randomBytes } from 'node:crypto'
import { contextOf, type EnvironmentEvents, type EnvironmentPlan } from '#laptop/environment-plan'
import { failure, failureOf, type Outcome, stopped, timedOut } from '#laptop/outcome'
import { OwnTimers } from '#laptop/own-timers'
import { PrintedLines } from '#laptop/printed-lines'
import { as, type Culprit } from '#laptop/stray-errors'
import { type Connection, type Surroundings, surroundings } from '#laptop/surroundings'

export type Job = { readonly event: string; readonly requestId: string }

type Handler = (event: unknown, context: unknown) => unknown

/**
 * One of Lambda's execution environments: a bundle loaded among things of its own. It takes one event at a time. A time-out or an error that
 * nobody catches ends it; from then on nothing that its code still does reaches anybody.
 */
export class Environment implements Culprit {
  readonly #plan: EnvironmentPlan
  readonly #events: EnvironmentEvents
  readonly #timers = new OwnTimers((work) => this.#guard(work))
  readonly #connections = new Set<Connection>()
  readonly #logStream = `laptop/[$LATEST]${randomBytes(16).toString('hex')}`
  #handler: Handler = () => undefined
  #settle: ((outcome: Outcome) => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #ended = false

  constructor(plan: EnvironmentPlan, events: EnvironmentEvents) {
    this.#plan = plan
    this.#events = events
    // Whoever makes it must know it before it can be ready.
    queueMicrotask(() => void as(this, () => this.#load()))
  }

  // Resolves with the event's outcome, also when the environment ends or runs out of time over it.
  run(job: Job): Promise<Outcome> {
    return new Promise((settle) => {
      this.#settle = settle
      const { timeoutMs } = this.#plan
      this.#timer = setTimeout(() => this.#die(timedOut(job.requestId, timeoutMs)), timeoutMs)
      void as(this, () => this.#answer(job))
    })
  }

  end(): void {
    this.#ended = true
    this.#timers.end()
    for (const connection of this.#connections) connection.destroy()
    this.#finish(stopped)
  }

  /** Something that its code has set going threw where nobody catches it. */
  blame(thrown: unknown): void {
    const outcome = failureOf(thrown)
    this.#print(outcome.payload)
    this.#die(outcome)
  }

  async #load(): Promise<void> {
    const { code, exported, name } = this.#plan
    try {
      const handler = (await code()(this.#around()))[exported]
      if (typeof handler !== 'function') throw new Error(`${name} exports no function ${exported}`)
      this.#handler = handler as Handler
      if (!this.#ended) this.#events.ready()
    } catch (thrown) {
      this.blame(thrown)
    }
  }

  async #answer(job: Job): Promise<void> {
    const outcome = await this.#outcomeOf(job)
    if (this.#ended) return
    this.#finish(outcome)
    this.#events.ready()
  }

  async #outcomeOf({ event, requestId }: Job): Promise<Outcome> {
    try {
      const reply = await this.#handler(JSON.parse(event), contextOf(this.#plan, this.#logStream, requestId))
      return { payload: JSON.stringify(reply) ?? 'null', failed: false }
    } catch (thrown) {
      const outcome = failureOf(thrown)
      this.#print(outcome.payload)
      return outcome
    }
  }

  #around(): Surroundings {
    const { variables, clock, dial } = this.#plan
    const hear = this.#events.line && ((line: string): void => this.#print(line))
    return surroundings({
      ...{ variables, clock, timers: this.#timers },
      ...{ stdout: new PrintedLines(hear), stderr: new PrintedLines(hear) },
      dial: (port) => this.#keep(dial(port)),
      exit: (code) => this.#exit(code),
    })
  }

  #print(line: string): void {
    if (!this.#ended) this.#events.line?.(line)
  }

  #keep(connection: Connection | undefined): Connection | undefined {
    if (connection === undefined) return undefined
    this.#connections.add(connection)
    connection.once('close', () => this.#connections.delete(connection))
    if (this.#ended) connection.destroy()
    return connection
  }

  #exit(code: unknown): never {
    const error = new Error(`Runtime exited with code ${code ?? 0}`)
    this.#die(failure('Runtime.ExitError', error.message))
    throw error
  }

  #guard(work: () => unknown): void {
    try {
      work()
    } catch (thrown) {
      this.blame(thrown)
    }
  }

  #die(reason: Outcome): void {
    if (this.#ended) return
    this.#finish(reason)
    this.end()
    this.#events.gone(reason)
  }

  #finish(outcome: Outcome): void {
    clearTimeout(this.#timer)
    const settle = this.#settle
    this.#settle = undefined
    settle?.(outcome)
  }
}
