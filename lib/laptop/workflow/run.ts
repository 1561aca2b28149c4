import type { Ending, Execution } from './execution.ts'
import { StateError } from './fault.ts'
import { walkBranch } from './walk.ts'
import type { World } from './world.ts'

/** Starts a run, or goes on with one, at the given state; how it ends is written on the execution. */
export function runFrom(state: string, input: unknown, execution: Execution, world: World): void {
  const { signal } = execution
  endInTime(execution, world)
  world.activity.begin()
  // Whoever aborted the signal has written the ending; a redriven run has a signal of its own.
  const end = (ending: Ending) => {
    if (!signal.aborted) execution.end(ending)
  }
  void Promise.resolve()
    .then(() => walkBranch(execution.identity.definition, state, input, { world, execution, signal, top: true }))
    .then((output) => end({ status: 'SUCCEEDED', output }))
    .catch((error) => end(failure(error)))
    .finally(() => world.activity.end())
}

function endInTime(execution: Execution, world: World): void {
  const { TimeoutSeconds } = execution.identity.definition
  if (TimeoutSeconds === undefined) return
  const over = () => execution.end({ status: 'TIMED_OUT', error: 'States.Timeout' })
  const cancel = world.agenda.at(world.now() + TimeoutSeconds * 1000, over)
  execution.signal.addEventListener('abort', cancel, { once: true })
}

function failure(error: unknown): Ending {
  if (error instanceof StateError) return { status: 'FAILED', error: error.error, cause: error.details }
  return { status: 'FAILED', error: 'States.Runtime', cause: String(error) }
}
