import { resolve } from 'node:path'
import { type BundleCode, readBundle } from '#laptop/bundle-code'
import type { Callers } from '#laptop/callers'
import type { LaptopClock } from '#laptop/clock'
import { Directory, namesOf } from '#laptop/directory'
import type { FunctionPlan } from '#laptop/function-plan'
import { FunctionPool } from '#laptop/function-pool'
import { variablesOf } from '#laptop/function-variables'
import { dateBy } from '#laptop/laptop-date'
import type { Outcome } from '#laptop/outcome'
import type { Role } from '#laptop/roles'
import type { Around } from '#laptop/surroundings'
import { WarmShelf } from '#laptop/warm-shelf'

/** An asynchronous event that failed every time it was tried. */
export type DeadLetter = { readonly functionId: string; readonly event: string; readonly error: string }

/** One function of the template with its warm environments. */
export type RunningFunction = {
  readonly plan: FunctionPlan
  /** Its variables, with the access key by which the AWS port knows it. */
  readonly environment: Readonly<Record<string, string>>
  readonly invoke: (event: string, requestId?: string) => Promise<Outcome>
  /** How many environments it has. */
  readonly warm: () => number
  /** Forgets its code. */
  readonly drop: () => void
  readonly end: () => void
}

export type FunctionsOptions = {
  readonly plans: readonly FunctionPlan[]
  readonly roles: ReadonlyMap<string, Role>
  readonly callers: Callers
  readonly clock: LaptopClock
  readonly awsUrl: string
  /** The way to the AWS port, which is in this process. */
  readonly dial: Around['dial']
  readonly region: string
  /** Completes the value of a function's variable, where it names a secret. */
  readonly complete: (value: string) => string
  /** Where a function's bundle lies now; asked anew when code is read, so that a rebuilt one is picked up. */
  readonly codeDirectory: (plan: FunctionPlan) => string
  /** Hears which function is about to take an event. */
  readonly onCalled: ((functionId: string) => void) | undefined
  /** Hears every line that a function prints. Left out: functions print nowhere. */
  readonly onLine: ((functionId: string, line: string) => void) | undefined
  readonly onDead: (letter: DeadLetter) => void
}

// Lambda waits one minute before the second try of an asynchronous event and two before the third.
const retryAfterSeconds = [60, 120]

/** The functions of the template, by any of their names. */
export class Functions {
  readonly #options: FunctionsOptions
  readonly #functions = new Directory<RunningFunction>()
  readonly #shelf = new WarmShelf()
  readonly #running = new Set<Promise<unknown>>()

  constructor(options: FunctionsOptions) {
    this.#options = options
    for (const plan of options.plans) this.#functions.add(namesOf(plan.resource), this.#function(plan))
  }

  /** By name, logical id or ARN, with or without a qualifier. */
  find(name: string): RunningFunction | undefined {
    return this.#functions.find(name) ?? this.#functions.find(name.replace(/:[^:]+$/, ''))
  }

  all(): readonly RunningFunction[] {
    return this.#functions.all()
  }

  /** Runs the event in the background, with Lambda's two retries by laptop time: whoever moves the clock waits for those that are due. */
  async invokeLater(target: RunningFunction, event: string, tries = 0): Promise<void> {
    const run = target.invoke(event).then((outcome) => {
      if (!outcome.failed) return
      const wait = tries < target.plan.retries ? retryAfterSeconds[tries] : undefined
      const { clock } = this.#options
      if (wait !== undefined) clock.at(clock.now() + wait * 1000, () => this.invokeLater(target, event, tries + 1))
      else this.#options.onDead({ functionId: target.plan.id, event, error: outcome.payload })
    })
    this.#running.add(run)
    await run.finally(() => this.#running.delete(run))
  }

  get areSettled(): boolean {
    return this.#running.size === 0
  }

  /** Resolves when no event is being worked on in the background. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  end(): void {
    for (const one of this.all()) one.end()
  }

  #function(plan: FunctionPlan): RunningFunction {
    const { clock, onLine, onCalled, dial } = this.#options
    const variables = variablesOf(plan, { ...this.#options, accessKey: this.#introduce(plan) })
    let code: BundleCode | undefined
    const pool = new FunctionPool({
      shelf: this.#shelf,
      plan: {
        ...{ name: plan.name, arn: plan.arn, exported: plan.exported, memoryMb: plan.memoryMb },
        ...{ timeoutMs: plan.timeoutSeconds * 1000, variables, dial, clock: dateBy(() => clock.now()) },
        code: () => {
          code ??= this.#read(plan)
          return code
        },
      },
      onLine: onLine && ((line) => onLine(plan.id, line)),
    })
    const drop = (): void => {
      code = undefined
      pool.drop()
    }
    return {
      ...{ plan, environment: variables, drop, warm: () => pool.size, end: () => pool.end() },
      invoke: (event, id) => {
        onCalled?.(plan.id)
        return pool.invoke(event, id)
      },
    }
  }

  #read(plan: FunctionPlan): BundleCode {
    return readBundle(resolve(this.#options.codeDirectory(plan), plan.file))
  }

  #introduce(plan: FunctionPlan): string {
    const role = this.#options.roles.get(plan.roleArn)
    if (!role) throw new Error(`function ${plan.id} has a role that is not in the template: ${plan.roleArn}`)
    return this.#options.callers.introduce(plan.id, role)
  }
}
