export const faultServices = ['sms', 'email', 'tables', 'keys', 'secrets', 'workflow', 'functions', 'events'] as const
export const faultNames = ['late', 'lost', 'out_of_order', 'provider_down', 'throttled'] as const
export type FaultService = (typeof faultServices)[number]
export type FaultName = (typeof faultNames)[number]
export type Refusal = 'provider_down' | 'throttled'
export type Misdelivery = 'late' | 'lost' | 'out_of_order'

const REMEMBERED_MS = 60_000

type Ordered = { readonly service: FaultService; readonly fault: FaultName; left: number }

const isRefusal = (fault: FaultName): fault is Refusal => fault === 'provider_down' || fault === 'throttled'

/** The services by the names AWS has for them, for testers who think in those. */
const awsNames: Readonly<Record<string, FaultService>> = {
  sns: 'sms',
  ses: 'email',
  dynamodb: 'tables',
  kms: 'keys',
  secretsmanager: 'secrets',
  states: 'workflow',
  stepfunctions: 'workflow',
  lambda: 'functions',
  eventbridge: 'events',
}

/** Our own word for a service, whichever of its two names was given. */
export const serviceNamed = (name: unknown): unknown => (typeof name === 'string' ? (awsNames[name] ?? name) : name)

/** Whether `fault` makes sense for `service`: only messages can be late, lost or out of order. */
export const faultFits = (service: FaultService, fault: FaultName): boolean =>
  isRefusal(fault) || service === 'sms' || service === 'email'

/** The faults somebody asked for, used up in the order they were asked. */
export class Faults {
  #ordered: readonly Ordered[] = []
  readonly #refused = new Map<string, { readonly fault: Refusal; readonly until: number }>()

  add(service: FaultService, fault: FaultName, times = 1): void {
    this.#ordered = [...this.#ordered, { service, fault, left: times }]
  }

  clear(): void {
    this.#ordered = []
    this.#refused.clear()
  }

  list(): readonly { readonly service: FaultService; readonly fault: FaultName; readonly left: number }[] {
    return this.#ordered.map((one) => ({ ...one }))
  }

  /**
   * A refusal due for this call. One "time" is one thing that somebody wants done: `same` stays the same over every try of it, by
   * the SDK or by whoever called, and a try within a minute of the first is refused with it.
   */
  refusal(service: FaultService, same: string | undefined, now: number): Refusal | undefined {
    const earlier = same === undefined ? undefined : this.#refused.get(same)
    if (earlier !== undefined && now < earlier.until) return earlier.fault
    const fault = this.#take(service, isRefusal)
    if (fault && same !== undefined) this.#refused.set(same, { fault, until: now + REMEMBERED_MS })
    return fault
  }

  /** What shall happen to a message that was accepted. */
  misdelivery(service: 'sms' | 'email'): Misdelivery | undefined {
    return this.#take(service, (fault): fault is Misdelivery => !isRefusal(fault))
  }

  #take<F extends FaultName>(service: FaultService, fits: (fault: FaultName) => fault is F): F | undefined {
    if (this.#ordered.length === 0) return undefined
    const found = this.#ordered.find((one) => one.service === service && fits(one.fault))
    if (!found || !fits(found.fault)) return undefined
    found.left -= 1
    this.#ordered = this.#ordered.filter((one) => one.left > 0)
    return found.fault
  }
}
