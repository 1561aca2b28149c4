import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { workerModule } from '#laptop/worker'
import type { AwsAnswer, AwsQuestion, Job, Said, WorkerPlan } from '#laptop/worker-words'

/** What became of one event: `payload` is JSON text; `failed` is Lambda's FunctionError. */
export type Outcome = { readonly payload: string; readonly failed: boolean }

/** Answers what a function asks of AWS. */
export type AnswerAws = (question: AwsQuestion) => Promise<AwsAnswer>

export type WarmWorkerEvents = {
  readonly asked: AnswerAws
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
    this.#worker.on('message', (said: Said) => this.#hear(said))
    this.#worker.on('error', (error) => this.#die(failure(error.name, error.message)))
    this.#worker.on('exit', (code) => this.#die(failure('Runtime.ExitError', `Runtime exited with code ${code}`)))
  }

  #hear(said: Said): void {
    if (said.kind === 'asks') return void this.#ask(said)
    if (said.kind === 'unloadable') this.#die({ payload: said.payload, failed: true })
    if (said.kind === 'done' || said.kind === 'failed') {
      this.#finish({ payload: said.payload, failed: said.kind === 'failed' })
    }
    if (said.kind !== 'unloadable') this.#events.ready()
  }

  async #ask(question: AwsQuestion): Promise<void> {
    this.#worker.postMessage(await this.#events.asked(question))
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
