import { type ExecutionView, WorkflowEngine } from '#laptop/workflow/engine'

type Answer = { payload: unknown; functionError?: string }
type Behaviour = (payload: unknown, call: number) => Answer | Promise<Answer>

export const machineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:walk'
export const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:000000000000:function:${name}`

/** An engine with the clock in the test's hand and functions that do as they are told; every call is written down. */
export function workflowWorld(behaviours: Readonly<Record<string, Behaviour>> = {}, random = () => 1) {
  let now = Date.parse('2026-03-01T12:00:00Z')
  const calls: { readonly name: string; readonly payload: unknown; readonly at: number }[] = []
  const invoke = async (arn: string, payload: unknown) => {
    const name = arn.split(':').at(-1) ?? ''
    calls.push({ name, payload, at: now })
    const behaviour = behaviours[name] ?? (() => ({ payload }))
    return behaviour(payload, calls.filter((call) => call.name === name).length)
  }
  const engine = new WorkflowEngine({ now: () => now, invoke, random })
  const advance = async (seconds: number) => {
    now += seconds * 1000
    await engine.tick()
  }
  return { engine, calls, advance, now: () => now }
}

export type World = ReturnType<typeof workflowWorld>

/** Defines the states (the first one starts), starts one run and lets it go as far as it can. */
export async function run(
  world: World,
  states: Record<string, unknown>,
  input: unknown = {},
  machine = {},
): Promise<ExecutionView> {
  world.engine.define(machineArn, 'walk', { StartAt: Object.keys(states)[0], States: states, ...machine })
  const { executionArn } = world.engine.start(machineArn, 'one', input)
  await world.engine.idle()
  return world.engine.describe(executionArn)
}

/** The run as it stands now. */
export const look = (world: World, name = 'one') =>
  world.engine.describe(`${machineArn.replace(':stateMachine:', ':execution:')}:${name}`)

export const invokeTask = (name: string, more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn(name), 'Payload.$': '$' },
  OutputPath: '$.Payload',
  End: true,
  ...more,
})

export const waitTask = (name: string, more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: functionArn(name), Payload: { 'token.$': '$$.Task.Token', 'id.$': '$$.Execution.Name' } },
  End: true,
  ...more,
})

/** The task token of the n-th call (0 is the first). */
export function tokenOf(world: World, call: number): string {
  const payload = world.calls[call]?.payload
  if (typeof payload !== 'object' || payload === null || !('token' in payload)) throw new Error('no such call')
  return String(payload.token)
}
