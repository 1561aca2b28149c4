import { EventLog } from '#laptop/aws/events'
import { KeyRing } from '#laptop/aws/key-ring'
import { Secrets } from '#laptop/aws/secrets'
import { AwsPort } from '#laptop/aws-port'
import { Callers } from '#laptop/callers'
import { LaptopClock } from '#laptop/clock'
import { CodePlace } from '#laptop/code-place'
import { Faults } from '#laptop/faults'
import { Functions } from '#laptop/functions'
import { gatewayOf } from '#laptop/gateway-of'
import { KeptState } from '#laptop/kept-state'
import type { Denial, Laptop, LaptopOptions } from '#laptop/laptop'
import { type Listening, listen } from '#laptop/listening'
import { serveLocal } from '#laptop/local-routes'
import { Outbox } from '#laptop/outbox'
import { isRecord, type Json, optionalNumber } from '#laptop/reading'
import { servicesOf } from '#laptop/services'
import { readStack, type StackPlan } from '#laptop/stack-plan'
import { TableEngine } from '#laptop/tables/engine'
import { WorkflowEngine } from '#laptop/workflow/engine'

const keepEveryMs = 2000

const recordIn = (state: Json | undefined, name: string): Json => {
  const found = state?.[name]
  return isRecord(found) ? found : {}
}

/** One laptop, from its first open port to its last ended worker. */
export class RunningLaptop implements Laptop {
  readonly #options: LaptopOptions
  readonly #plan: StackPlan
  readonly #kept: KeptState
  readonly #saved: Json | undefined
  readonly #ring: KeyRing
  readonly #secrets: Secrets
  readonly #code = new CodePlace()
  readonly #open: Listening[] = []
  readonly #keeping: NodeJS.Timeout
  #changed = false
  #seeded: unknown
  readonly clock: LaptopClock
  readonly faults = new Faults()
  readonly outbox: Outbox
  readonly tables: TableEngine
  readonly events: EventLog
  readonly workflow: WorkflowEngine
  readonly denials: Denial[] = []
  #functions: Functions | undefined

  constructor(options: LaptopOptions) {
    this.#options = options
    this.#plan = readStack(options.template)
    this.#code.take(this.#plan.functions, options.assetsDir)
    this.#kept = new KeptState(options.dataDir)
    this.#saved = this.#kept.read()
    this.clock = new LaptopClock(optionalNumber(this.#saved?.clockOffsetMs))
    const now = (): number => this.clock.now()
    this.#ring = new KeyRing(this.#plan.resources, recordIn(this.#saved, 'keys'))
    this.#secrets = new Secrets(this.#plan.resources, now, recordIn(this.#saved, 'secrets'))
    this.outbox = new Outbox(this.clock, this.faults)
    this.events = new EventLog(now)
    this.tables = new TableEngine({ now })
    for (const { shape } of this.#plan.tables) this.tables.create(shape)
    if (this.#saved) this.tables.restore(this.#saved.tables)
    this.workflow = new WorkflowEngine({ now, invoke: (name, payload) => this.#invoke(name, payload) })
    for (const { arn, name, definition } of this.#plan.machines) this.workflow.define(arn, name, definition)
    this.clock.onJump(() => this.workflow.tick())
    this.#keeping = setInterval(() => void this.#keep(), keepEveryMs)
    this.#keeping.unref()
  }

  get url(): string {
    return this.#open[1]?.url ?? ''
  }

  get awsUrl(): string {
    return this.#open[0]?.url ?? ''
  }

  get functions(): Functions {
    if (!this.#functions) throw new Error('the laptop has not started')
    return this.#functions
  }

  get outputs(): Readonly<Record<string, string>> {
    return this.#plan.outputs
  }

  async start(): Promise<void> {
    const { port, awsPort = 0 } = this.#options
    let serveAws: AwsPort | undefined
    this.#open.push(await listen(awsPort, (request, response) => void serveAws?.serve(request, response)))
    const callers = new Callers()
    this.#functions = this.#makeFunctions(callers)
    serveAws = this.#makeAwsPort(callers)
    const gateway = gatewayOf(this.#plan, this.functions, () => this.clock.now())
    this.#open.push(
      await listen(port, (request, response) => {
        if (!serveLocal(this, request, response)) void gateway.serve(request, response)
      }),
    )
    if (!this.#saved) await this.#seed()
  }

  async reload(template: unknown, assetsDir: string): Promise<readonly string[]> {
    const plans = readStack(template).functions.filter(({ id }) => this.functions.find(id))
    const changed = this.#code.take(plans, assetsDir)
    await Promise.all(changed.map((id) => this.functions.find(id)?.drop()))
    return changed
  }

  sweep(): number {
    const swept = this.#plan.tables.map(({ shape, ttl }) =>
      ttl === undefined ? 0 : this.tables.sweep(ttl, shape.name),
    )
    return swept.reduce((sum, count) => sum + count, 0)
  }

  async settled(): Promise<void> {
    await this.functions.settled()
    await this.workflow.idle()
    await this.functions.settled()
  }

  async reset(): Promise<void> {
    await this.functions.settled()
    this.workflow.clear()
    this.tables.clear()
    this.outbox.clear()
    this.faults.clear()
    this.events.clear()
    this.denials.length = 0
    const moved = this.clock.offsetMs !== 0
    this.clock.reset()
    // A function may remember something until a moment that is now far away again.
    if (moved) await Promise.all(this.functions.all().map((one) => one.drop()))
    if (this.#seeded === undefined) await this.#seed()
    else this.tables.restore(this.#seeded)
  }

  async stop(): Promise<void> {
    clearInterval(this.#keeping)
    await Promise.all(this.#open.map((one) => one.close()))
    await this.#functions?.end()
    this.workflow.clear()
    this.clock.stop()
    await this.#keep()
  }

  // What seeding made is remembered, so that starting over is quick.
  async #seed(): Promise<void> {
    await this.#options.seed?.(this)
    this.#seeded = this.tables.snapshot()
  }

  async #keep(): Promise<void> {
    if (!this.#changed) return
    this.#changed = false
    const keys = await this.#ring.save()
    const tables = this.tables.snapshot()
    this.#kept.write({ keys, secrets: this.#secrets.save(), tables, clockOffsetMs: this.clock.offsetMs })
  }

  async #invoke(name: string, payload: unknown): Promise<{ payload: unknown; functionError?: string }> {
    const found = this.functions.find(name)
    if (!found) throw new Error(`a workflow calls ${name}, which is not there`)
    const outcome = await found.invoke(JSON.stringify(payload))
    return { payload: JSON.parse(outcome.payload), ...(outcome.failed ? { functionError: 'Unhandled' } : {}) }
  }

  #makeFunctions(callers: Callers): Functions {
    const { onLine, quiet } = this.#options
    return new Functions({
      plans: this.#plan.functions,
      roles: this.#plan.roles,
      callers,
      clock: this.clock,
      awsUrl: this.awsUrl,
      region: this.#plan.place.region,
      codeDirectory: (plan) => this.#code.directory(plan),
      onLine: (id, line) => {
        onLine?.(id, line)
        if (!quiet) console.log(`[${id}] ${line}`)
      },
      onDead: ({ functionId, error }) => console.error(`[laptop] ${functionId} gave up on an event: ${error}`),
    })
  }

  #makeAwsPort(callers: Callers): AwsPort {
    return new AwsPort({
      services: servicesOf({
        place: this.#plan.place,
        plannedTables: this.#plan.tables,
        plannedMachines: this.#plan.machines,
        store: this.tables,
        ring: this.#ring,
        secrets: this.#secrets,
        outbox: this.outbox,
        events: this.events,
        functions: this.functions,
        workflow: this.workflow,
      }),
      callers,
      faults: this.faults,
      now: () => this.clock.now(),
      onCall: (call) => {
        this.#changed = true
        this.#options.onCall?.(call)
      },
      onDenied: (caller, action, resource) => {
        this.denials.push({ caller, action, resource })
        console.error(`[laptop] NOT GRANTED: ${caller} may not ${action} on ${resource}`)
      },
    })
  }
}
