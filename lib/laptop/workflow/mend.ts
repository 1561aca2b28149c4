import { Pending } from './activity.ts'
import { Abandoned, StateError } from './fault.ts'
import { writePath } from './path.ts'
import { fillPayload } from './payload.ts'
import { catcherFor, Tries } from './policy.ts'
import type { Branch, ParallelState, TaskState } from './state.ts'
import { attemptTask } from './task.ts'
import { filter, type Step, walkBranch } from './walk.ts'
import { contextOf, sleepUntil, stayAlive, type Walk } from './world.ts'

type Mendable = TaskState | ParallelState
type Visit = {
  readonly name: string
  readonly state: Mendable
  readonly raw: unknown
  readonly enteredAt: number
  readonly retries: number
}

/** Visits a state that may be retried and caught. A retry is billed as a transition of its own, and has its own task token. */
export async function mend(name: string, state: Mendable, raw: unknown, walk: Walk): Promise<Step> {
  const tries = new Tries(state.Retry, walk.world.random)
  const enteredAt = walk.world.now()
  for (;;) {
    try {
      return { next: state.Next, output: await attempt({ name, state, raw, enteredAt, retries: tries.retries }, walk) }
    } catch (error) {
      if (!(error instanceof StateError)) throw error
      walk.execution.note(failureWord(error), name, { error: error.error, cause: error.details })
      const delaySeconds = tries.nextDelaySeconds(error)
      if (delaySeconds === undefined) return caught(state, raw, error)
      walk.execution.countTransition()
      await sleepUntil(walk.world.now() + delaySeconds * 1000, walk)
      stayAlive(walk)
    }
  }
}

const failureWord = ({ error }: StateError) =>
  /^States\.(Heartbeat)?Timeout$/.test(error) ? 'TaskTimedOut' : 'TaskFailed'

function caught(state: Mendable, raw: unknown, error: StateError): Step {
  const catcher = catcherFor(state.Catch, error)
  if (catcher === undefined) throw error
  const told = { Error: error.error, Cause: error.details }
  if (catcher.ResultPath === null) return { next: catcher.Next, output: raw }
  return { next: catcher.Next, output: writePath(catcher.ResultPath ?? '$', raw, told) }
}

async function attempt({ name, state, raw, ...visit }: Visit, walk: Walk): Promise<unknown> {
  const context = contextOf(walk, { name, ...visit })
  const scope = { input: filter(state.InputPath, { input: raw, context }), context }
  const result =
    state.Type === 'Task' ? await attemptTask(name, state, scope, walk) : await inParallel(state, scope, walk)
  const selected =
    state.ResultSelector === undefined ? result : fillPayload(state.ResultSelector, { input: result, context })
  const placed = state.ResultPath === null ? raw : writePath(state.ResultPath ?? '$', raw, selected)
  return filter(state.OutputPath, { input: placed, context })
}

// The first branch that fails ends the others, as on AWS.
function inParallel(
  state: ParallelState,
  scope: { readonly input: unknown; readonly context: unknown },
  walk: Walk,
): Promise<unknown> {
  const { activity } = walk.world
  const pending = new Pending<unknown>(activity, walk.signal)
  const others = new AbortController()
  const input = state.Parameters === undefined ? scope.input : fillPayload(state.Parameters, scope)
  const within = { ...walk, top: false, signal: AbortSignal.any([walk.signal, others.signal]) }
  const outputs: unknown[] = []
  let left = state.Branches.length
  const run = async (branch: Branch, place: number) => {
    activity.begin()
    try {
      outputs[place] = await walkBranch(branch, branch.StartAt, input, within)
      left -= 1
      if (left === 0) pending.settle(outputs)
    } catch (error) {
      pending.fail(error instanceof Error ? error : new Error(String(error)))
      others.abort(new Abandoned())
    } finally {
      activity.end()
    }
  }
  state.Branches.forEach((branch, place) => void run(branch, place))
  return pending.wait()
}
