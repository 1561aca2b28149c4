import type { RequestListener } from 'node:http'
import type { EventLog } from '#laptop/aws/events'
import { mostBytes } from '#laptop/aws-port'
import type { LaptopClock } from '#laptop/clock'
import { CodePlace } from '#laptop/code-place'
import type { Faults } from '#laptop/faults'
import type { Functions } from '#laptop/functions'
import type { Denial, Laptop, LaptopOptions } from '#laptop/laptop'
import { LaptopState } from '#laptop/laptop-state'
import { type Listening, listen } from '#laptop/listening'
import { serveLocal } from '#laptop/local-routes'
import type { Outbox } from '#laptop/outbox'
import { listenPlainly } from '#laptop/plain-server'
import { SeedMemory } from '#laptop/seed-memory'
import { readStack, type StackPlan } from '#laptop/stack-plan'
import { watchStrays } from '#laptop/stray-errors'
import type { TableEngine } from '#laptop/tables/engine'
import { type Wired, wire } from '#laptop/wiring'
import type { WorkflowEngine } from '#laptop/workflow/engine'
import { workflowOf } from '#laptop/workflow-of'

const notYet = { status: 503, headers: {}, body: '' }

/** One laptop, from its first open port to its last ended environment. */
export class RunningLaptop implements Laptop {
  readonly #options: LaptopOptions
  readonly #plan: StackPlan
  readonly #state: LaptopState
  readonly #code: CodePlace
  readonly #open: Listening[] = []
  readonly #seeds: SeedMemory
  #wired: Wired | undefined
  #unwatch: (() => void) | undefined
  readonly workflow: WorkflowEngine
  readonly denials: Denial[] = []

  constructor(options: LaptopOptions) {
    this.#options = options
    this.#plan = readStack(options.template)
    this.#code = new CodePlace(this.#plan.functions, options.assetsDir)
    this.#seeds = new SeedMemory(options)
    this.#state = new LaptopState(this.#plan, options.dataDir, this.#seeds.saved)
    this.workflow = workflowOf(this.#plan.machines, this.clock, () => this.functions)
  }

  get url(): string {
    return this.#open[1]?.url ?? ''
  }

  get awsUrl(): string {
    return this.#open[0]?.url ?? ''
  }

  get outputs(): Readonly<Record<string, string>> {
    return this.#plan.outputs
  }

  get clock(): LaptopClock {
    return this.#state.clock
  }

  get faults(): Faults {
    return this.#state.faults
  }

  get outbox(): Outbox {
    return this.#state.outbox
  }

  get events(): EventLog {
    return this.#state.events
  }

  get tables(): TableEngine {
    return this.#state.tables
  }

  get functions(): Functions {
    if (!this.#wired) throw new Error('the laptop has not started')
    return this.#wired.functions
  }

  async start(): Promise<void> {
    const { port, awsPort = 0, site } = this.#options
    let wired: Wired | undefined
    this.#unwatch = watchStrays()
    this.#open.push(await listenPlainly(awsPort, async (request) => wired?.aws.answer(request) ?? notYet, mostBytes))
    wired = this.#wire()
    this.#wired = wired
    const { gateway } = wired
    const serve: RequestListener = (request, response) => {
      if (serveLocal(this, request, response) || site?.(request, response)) return
      void gateway.serve(request, response)
    }
    if (!this.#state.wasKept && !this.#seeds.saved) await this.#seedBehindClosedDoors(serve)
    this.#open.push(await listen(port, serve))
  }

  #wire(): Wired {
    return wire({
      options: this.#options,
      plan: this.#plan,
      state: this.#state,
      workflow: this.workflow,
      awsUrl: this.awsUrl,
      codeDirectory: (plan) => this.#code.directory(plan),
      denied: (denial) => this.denials.push(denial),
    })
  }

  // Whoever finds the door open finds the demo people there and the clock right.
  async #seedBehindClosedDoors(serve: RequestListener): Promise<void> {
    this.#open.push(await listen(0, serve))
    await this.#seeds.make(this)
    await this.#open.pop()?.close()
    // Later starts begin with no function warm: this one, too.
    if (await this.#seeds.keep(this.#state)) this.#forgetCode()
  }

  #forgetCode(): void {
    for (const one of this.functions.all()) one.drop()
  }

  async renew(step: string, directory: string): Promise<boolean> {
    const found = this.functions.all().find(({ plan }) => plan.path.includes(step))
    if (!found) return false
    this.#code.replace(found.plan.id, directory)
    found.drop()
    return true
  }

  sweep(): number {
    const swept = this.#plan.tables.map(({ shape, ttl }) => (ttl ? this.tables.sweep(ttl, shape.name) : 0))
    return swept.reduce((sum, count) => sum + count, 0)
  }

  async settled(): Promise<void> {
    do {
      await this.functions.settled()
      await this.workflow.idle()
      await this.#wired?.streams.settled()
    } while (this.#wired?.receipts.flush() || !this.functions.areSettled || !this.#wired?.streams.areSettled)
  }

  async reset(): Promise<void> {
    await this.functions.settled()
    await this.#wired?.streams.settled()
    this.#wired?.streams.clear()
    const moved = this.clock.offsetMs !== 0
    this.workflow.clear()
    this.denials.length = 0
    this.#state.clear(this.#seeds.made)
    // A function may remember something until a moment that is now far away again.
    if (moved) this.#forgetCode()
    if (this.#seeds.made === undefined) await this.#seeds.make(this)
  }

  async stop(): Promise<void> {
    this.#wired?.streams.end()
    await Promise.all(this.#open.map((one) => one.close()))
    this.#wired?.functions.end()
    this.#unwatch?.()
    this.workflow.clear()
    await this.#state.stop()
  }
}
