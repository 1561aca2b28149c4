import { isDeepStrictEqual } from 'node:util'
import { Activity } from './activity.ts'
import { Agenda } from './agenda.ts'
import { readDefinition } from './definition.ts'
import { Execution, type ExecutionView } from './execution.ts'
import { StateError, WorkflowFault } from './fault.ts'
import { runFrom } from './run.ts'
import type { Machine } from './state.ts'
import { TaskTokens } from './tokens.ts'
import type { Invoke, World } from './world.ts'

export type { ExecutionView } from './execution.ts'
export { WorkflowFault } from './fault.ts'

const daySeconds = 86_400
const nameKeptSeconds = 90 * daySeconds
const redrivableSeconds = 14 * daySeconds
// biome-ignore lint/suspicious/noControlCharactersInRegex: AWS refuses them in a name, so the laptop must name them
const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/

/** Standard workflows of Step Functions in memory, by the laptop's clock. What it does not know throws at `define`. */
export class WorkflowEngine {
  readonly #machines = new Map<string, { readonly name: string; readonly definition: Machine }>()
  readonly #executions = new Map<string, Execution>()
  readonly #world: World

  constructor(options: { now: () => number; invoke: Invoke; random?: () => number }) {
    const agenda = new Agenda(options.now, () => void this.tick())
    this.#world = { random: Math.random, ...options, agenda, activity: new Activity(), tokens: new TaskTokens() }
  }

  define(arn: string, name: string, definition: unknown): void {
    this.#machines.set(arn, { name, definition: readDefinition(definition) })
  }

  /** The same name and input answer the same run while it lasts; a closed run keeps its name for 90 days. */
  start(arn: string, name: string, input: unknown): { executionArn: string; startDate: number } {
    const machine = this.#machines.get(arn)
    if (machine === undefined)
      throw new WorkflowFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
    if (name.length < 1 || name.length > 80 || forbiddenInName.test(name))
      throw new WorkflowFault('InvalidName', `Invalid Name: '${name}'`)
    const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${name}`
    const before = this.#executions.get(executionArn)
    if (before !== undefined && !this.#nameIsFree(before)) return this.#sameRun(before, input)
    const execution = new Execution(
      {
        name,
        arn: executionArn,
        machineArn: arn,
        machine: machine.name,
        definition: machine.definition,
        input: structuredClone(input),
      },
      this.#world.now,
    )
    this.#executions.delete(executionArn)
    this.#executions.set(executionArn, execution)
    runFrom(machine.definition.StartAt, execution.identity.input, execution, this.#world)
    return { executionArn, startDate: execution.startedAt }
  }

  succeed(token: string, output: unknown): void {
    this.#world.tokens.find(token).pending.settle(structuredClone(output))
  }

  fail(token: string, error: string, cause?: string): void {
    this.#world.tokens.find(token).pending.fail(new StateError(error, cause))
  }

  /** SendTaskHeartbeat: the task's heartbeat time starts again. */
  heartbeat(token: string): void {
    this.#world.tokens.find(token).beat()
  }

  describe(arn: string): ExecutionView {
    return this.#find(arn).view()
  }

  /** Newest first. */
  list(): ExecutionView[] {
    return [...this.#executions.values()].reverse().map((execution) => execution.view())
  }

  stop(arn: string): void {
    this.#find(arn).end({ status: 'ABORTED' })
  }

  /** Goes on with the state the run failed in, with that state's input; a Parallel state is not redriven here. */
  redrive(arn: string): void {
    const execution = this.#find(arn)
    const { visit, stoppedAt, identity } = execution
    const late = stoppedAt === undefined || this.#world.now() > stoppedAt + redrivableSeconds * 1000
    const refused = late || visit === undefined || execution.view().status === 'SUCCEEDED'
    if (refused || identity.definition.States[visit.state]?.Type === 'Parallel') {
      throw new WorkflowFault('ExecutionNotRedrivable', 'Execution is not redrivable')
    }
    execution.reopen()
    runFrom(visit.state, visit.input, execution, this.#world)
  }

  /**
   * Ends the waits and time-outs that are due, in order of due time, each followed to where it waits again; a function
   * in flight holds back what was due before it took off. Resolves when no run can go on without the clock, a callback or a start.
   */
  async tick(): Promise<void> {
    const { activity, agenda } = this.#world
    for (;;) {
      const dueAt = agenda.firstDueAt
      if (activity.quiet && dueAt === undefined && !activity.flyingSince(0)) return
      if (activity.quiet && dueAt !== undefined && !activity.flyingSince(dueAt)) agenda.wakeFirst()
      else await activity.change()
    }
  }

  idle(): Promise<void> {
    return this.tick()
  }

  /** Forgets every run; the machines stay. */
  clear(): void {
    for (const execution of this.#executions.values()) execution.end({ status: 'ABORTED' })
    this.#executions.clear()
    this.#world.agenda.clear()
  }

  #find(arn: string): Execution {
    const execution = this.#executions.get(arn)
    if (execution === undefined) throw new WorkflowFault('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
    return execution
  }

  #nameIsFree({ stoppedAt }: Execution): boolean {
    return stoppedAt !== undefined && this.#world.now() >= stoppedAt + nameKeptSeconds * 1000
  }

  #sameRun(execution: Execution, input: unknown): { executionArn: string; startDate: number } {
    const { arn } = execution.identity
    if (execution.running && isDeepStrictEqual(execution.identity.input, input)) {
      return { executionArn: arn, startDate: execution.startedAt }
    }
    throw new WorkflowFault('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
  }
}
