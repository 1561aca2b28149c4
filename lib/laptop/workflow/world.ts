import { type Activity, Pending } from './activity.ts'
import type { Agenda } from './agenda.ts'
import type { Execution } from './execution.ts'
import { Abandoned } from './fault.ts'
import type { TaskTokens } from './tokens.ts'

export type Invoke = (
  functionArnOrName: string,
  payload: unknown,
) => Promise<{ payload: unknown; functionError?: string }>

/** What every state may reach: the clock, chance, Lambda, and the books of the engine. */
export type World = {
  readonly now: () => number
  readonly random: () => number
  readonly invoke: Invoke
  readonly activity: Activity
  readonly agenda: Agenda
  readonly tokens: TaskTokens
}

/** One branch on its way through its states; `signal` ends whatever it waits for. */
export type Walk = {
  readonly world: World
  readonly execution: Execution
  readonly signal: AbortSignal
  readonly top: boolean
}

/** Ends a branch whose run is over before it does anything more. */
export function stayAlive({ signal }: Walk): void {
  if (signal.aborted) throw new Abandoned()
}

/** Waits by the laptop's clock. */
export function sleepUntil(dueAt: number, { world, signal }: Walk): Promise<void> {
  const pending = new Pending<void>(world.activity, signal)
  pending.onClose(world.agenda.at(dueAt, () => pending.settle()))
  return pending.wait()
}

/** The context object that `$$` paths read. */
export function contextOf(
  { execution }: Walk,
  state: { readonly name: string; readonly enteredAt: number; readonly retries: number },
) {
  const { identity, startedAt, redrives } = execution
  return {
    Execution: {
      Id: identity.arn,
      Input: identity.input,
      Name: identity.name,
      StartTime: new Date(startedAt).toISOString(),
      RedriveCount: redrives,
    },
    State: { EnteredTime: new Date(state.enteredAt).toISOString(), Name: state.name, RetryCount: state.retries },
    StateMachine: { Id: identity.machineArn, Name: identity.machine },
  }
}
