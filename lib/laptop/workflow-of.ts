import type { LaptopClock } from '#laptop/clock'
import type { Functions } from '#laptop/functions'
import type { PlannedMachine } from '#laptop/machines'
import { WorkflowEngine } from '#laptop/workflow/engine'

type Answer = { readonly payload: unknown; readonly functionError?: string }

const invoke = async (functions: Functions, name: string, payload: unknown): Promise<Answer> => {
  const found = functions.find(name)
  if (!found) throw new Error(`a workflow calls ${name}, which is not there`)
  const outcome = await found.invoke(JSON.stringify(payload))
  return { payload: JSON.parse(outcome.payload), ...(outcome.failed ? { functionError: 'Unhandled' } : {}) }
}

/** The workflow engine with the template's machines, by the laptop's clock and its functions. */
export const workflowOf = (
  machines: readonly PlannedMachine[],
  clock: LaptopClock,
  functions: () => Functions,
): WorkflowEngine => {
  const engine = new WorkflowEngine({
    now: () => clock.now(),
    invoke: (name, payload) => invoke(functions(), name, payload),
  })
  for (const { arn, name, definition } of machines) engine.define(arn, name, definition)
  clock.onJump(() => engine.tick())
  return engine
}
