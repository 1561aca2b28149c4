import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { workerModule } from '#laptop/worker'
import type { Answer, Job, WorkerPlan } from '#laptop/worker-words'

/** What became of one event: `payload` is JSON text; `failed` is Lambda's FunctionError. */
export type Outcome = { readonly payload: string; readonly failed: boolean }

export type WarmWorkerEvents = {
  readonly ready: () => void
  readonly gone: (reason: Outcome) => void
  readonly line: ((text: string) => void) | undefined
}

const failure = (errorType: string, errorMessage: string): Outcome => ({
  payload: JSON.stringify({ errorType, errorMessage }),
  failed: true,
})

/** One thread holding one loaded bundle. It takes one event at a time; a time-out or a crash ends it. */
export class WarmWorker {
  readonly #plan: WorkerPlan
  readonly #events: WarmWorkerEvents
  readonly #worker: Worker
  #settle: ((outcome: Outcome) => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #ended = false

  constructor(plan: WorkerPlan, env: Readonly<Record<string, string>>, events: WarmWorkerEvents) {
    this.#plan = plan
    this.#events = events
    this.#worker = new Worker(workerModule, {
      workerData: plan,
      env: { ...env },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: plan.memoryMb, maxYoungGenerationSizeMb: 6 },
    })
    this.#listen()
  }

  // Resolves with the event's outcome, also when the worker dies or runs out of time over it.
  run(job: Job): Promise<Outcome> {
    return new Promise((settle) => {
      this.#settle = settle
      this.#timer = setTimeout(() => this.#timeOut(job), this.#plan.timeoutMs)
      this.#worker.postMessage(job)
    })
  }

  async end(): Promise<void> {
    this.#ended = true
    await this.#worker.terminate()
  }

  #listen(): void {
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      if (this.#events.line) createInterface({ input: stream }).on('line', this.#events.line)
      else stream.resume()
    }
    this.#worker.on('message', (answer: Answer) => this.#hear(answer))
    this.#worker.on('error', (error) => this.#die(failure(error.name, error.message)))
    this.#worker.on('exit', (code) => this.#die(failure('Runtime.ExitError', `Runtime exited with code ${code}`)))
  }

  #hear(answer: Answer): void {
    if (answer.kind === 'unloadable') this.#die({ payload: answer.payload, failed: true })
    if (answer.kind === 'done' || answer.kind === 'failed') {
      this.#finish({ payload: answer.payload, failed: answer.kind === 'failed' })
    }
    if (answer.kind !== 'unloadable') this.#events.ready()
  }

  #timeOut(job: Job): void {
    const seconds = (this.#plan.timeoutMs / 1000).toFixed(2)
    this.#die(failure('Sandbox.Timedout', `RequestId: ${job.requestId} Error: Task timed out after ${seconds} seconds`))
  }

  #die(reason: Outcome): void {
    const first = !this.#ended
    this.#ended = true
    if (first) this.#events.gone(reason)
    this.#finish(reason)
    if (first) void this.#worker.terminate()
  }

  #finish(outcome: Outcome): void {
    clearTimeout(this.#timer)
    const settle = this.#settle
    this.#settle = undefined
    settle?.(outcome)
  }
}
