import { Abandoned, StateError } from './fault.ts'
import type { Machine } from './state.ts'

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

export type HistoryEvent = {
  readonly at: number
  readonly event: string
  readonly state?: string
  readonly detail?: unknown
}

/** One run as others may see it; instants in epoch milliseconds. `transitions` counts what AWS bills, the ending included. */
export type ExecutionView = {
  readonly name: string
  readonly arn: string
  readonly machine: string
  readonly status: ExecutionStatus
  readonly startedAt: number
  readonly stoppedAt?: number
  readonly current?: string
  readonly transitions: number
  readonly input: unknown
  readonly output?: unknown
  readonly error?: string
  readonly cause?: string
  readonly history: readonly HistoryEvent[]
}

export type Ending = {
  readonly status: ExecutionStatus
  readonly output?: unknown
  readonly error?: string
  readonly cause?: string
}

type Identity = {
  readonly name: string
  readonly arn: string
  readonly machineArn: string
  readonly machine: string
  readonly definition: Machine
  readonly input: unknown
}

// AWS ends a run whose history would grow past this.
const longestHistory = 25_000

/** The record of one run: where it stands, what happened, and the switch that ends everything it waits for. */
export class Execution {
  readonly identity: Identity
  readonly startedAt: number
  readonly #now: () => number
  readonly #history: HistoryEvent[] = []
  #stop = new AbortController()
  #ending: Ending | undefined
  #stoppedAt: number | undefined
  #visit: { readonly state: string; readonly input: unknown } | undefined
  #transitions = 0
  #redrives = 0

  constructor(identity: Identity, now: () => number) {
    this.identity = identity
    this.#now = now
    this.startedAt = now()
    this.note('ExecutionStarted', undefined, { input: identity.input })
  }

  get running(): boolean {
    return this.#ending === undefined
  }

  get stoppedAt(): number | undefined {
    return this.#stoppedAt
  }

  /** The top-level state being visited, or the one the run ended in, with the input it was entered with. */
  get visit(): { readonly state: string; readonly input: unknown } | undefined {
    return this.#visit
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get redrives(): number {
    return this.#redrives
  }

  note(event: string, state?: string, detail?: unknown): void {
    if (this.#history.length >= longestHistory) throw new StateError('States.Runtime', 'the history is full')
    const named = state === undefined ? {} : { state }
    this.#history.push({ at: this.#now(), event, ...named, ...(detail === undefined ? {} : { detail }) })
  }

  countTransition(): void {
    this.#transitions += 1
  }

  visiting(state: string, input: unknown): void {
    this.#visit = { state, input }
  }

  /** The first ending counts; it ends every wait and closes every task token of the run. */
  end(ending: Ending): void {
    if (this.#ending !== undefined) return
    const { status, ...detail } = ending
    this.#ending = ending
    this.#stoppedAt = this.#now()
    this.countTransition()
    const words = { SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'TimedOut', ABORTED: 'Aborted', RUNNING: '' }
    this.#history.push({ at: this.#now(), event: `Execution${words[status]}`, detail })
    this.#stop.abort(new Abandoned())
  }

  reopen(): void {
    this.#ending = undefined
    this.#stoppedAt = undefined
    this.#stop = new AbortController()
    this.#redrives += 1
    this.note('ExecutionRedriven')
  }

  view(): ExecutionView {
    const { name, arn, machine, input } = this.identity
    const ending = this.#ending ?? { status: 'RUNNING' }
    const stopped = this.#stoppedAt === undefined ? {} : { stoppedAt: this.#stoppedAt }
    const current = this.running && this.#visit !== undefined ? { current: this.#visit.state } : {}
    const counted = { startedAt: this.startedAt, transitions: this.#transitions }
    return { name, arn, machine, ...counted, ...stopped, ...current, input, ...ending, history: [...this.#history] }
  }
}
