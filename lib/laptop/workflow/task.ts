import { Pending } from './activity.ts'
import { StateError } from './fault.ts'
import { isRecord, readPath, type Scope } from './path.ts'
import { fillPayload } from './payload.ts'
import type { TaskState } from './state.ts'
import type { Walk } from './world.ts'

type Call = { readonly function: string; readonly payload: unknown; readonly wrap: (payload: unknown) => unknown }

/** One attempt of a task: ends with the first of its answer, its callback, its failure and its time-outs. */
export function attemptTask(name: string, task: TaskState, scope: Scope, walk: Walk): Promise<unknown> {
  const { world, execution } = walk
  const pending = new Pending<unknown>(world.activity, walk.signal)
  const byCallback = task.Resource.endsWith('.waitForTaskToken')
  const token = byCallback ? world.tokens.issue({ pending, beat: heartbeat(task, pending, walk) }) : undefined
  try {
    const call = readCall(task, token === undefined ? scope : withToken(scope, token))
    execution.note('TaskScheduled', name, { function: call.function, payload: withoutToken(call.payload, token) })
    timeOut(task, scope, pending, walk)
    void invokeInto(pending, call, byCallback, walk)
  } catch (error) {
    pending.fail(error instanceof Error ? error : new Error(String(error)))
  }
  return pending.wait()
}

function readCall(task: TaskState, scope: Scope): Call {
  const parameters = task.Parameters === undefined ? scope.input : fillPayload(task.Parameters, scope)
  if (!task.Resource.includes(':states:::'))
    return { function: task.Resource, payload: parameters, wrap: (payload) => payload }
  if (!isRecord(parameters) || typeof parameters.FunctionName !== 'string') {
    throw new StateError('States.Runtime', 'lambda:invoke needs a FunctionName')
  }
  const extra = Object.keys(parameters).find((member) => !['FunctionName', 'Payload'].includes(member))
  if (extra !== undefined)
    throw new StateError('States.Runtime', `this member of lambda:invoke is not known to the laptop: ${extra}`)
  const wrap = (payload: unknown) => ({ ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 })
  return { function: parameters.FunctionName, payload: parameters.Payload ?? {}, wrap }
}

// A callback task goes on when its token comes back; its function's own answer is only heard when it is a failure.
async function invokeInto(pending: Pending<unknown>, call: Call, byCallback: boolean, { world }: Walk): Promise<void> {
  const land = world.activity.takeOff(world.now())
  try {
    const { payload, functionError } = await world.invoke(call.function, structuredClone(call.payload))
    if (functionError !== undefined) pending.fail(functionFailure(payload))
    else if (!byCallback) pending.settle(call.wrap(payload))
  } catch (error) {
    pending.fail(invocationFailure(error))
  } finally {
    land()
  }
}

function functionFailure(payload: unknown): StateError {
  const type = isRecord(payload) && typeof payload.errorType === 'string' ? payload.errorType : 'Lambda.Unknown'
  return new StateError(type, JSON.stringify(payload))
}

function invocationFailure(error: unknown): StateError {
  if (!(error instanceof Error)) return new StateError('Lambda.SdkClientException', String(error))
  const known = /^(?:Lambda\.)?(\w+Exception)$/.exec(error.name)
  return new StateError(`Lambda.${known?.[1] ?? 'SdkClientException'}`, error.message)
}

function timeOut(task: TaskState, scope: Scope, pending: Pending<unknown>, { world }: Walk): void {
  const seconds = task.TimeoutSecondsPath === undefined ? task.TimeoutSeconds : readPath(task.TimeoutSecondsPath, scope)
  if (seconds === undefined) return
  if (typeof seconds !== 'number')
    throw new StateError('States.Runtime', 'TimeoutSecondsPath does not lead to a number')
  pending.onClose(world.agenda.at(world.now() + seconds * 1000, () => pending.fail(new StateError('States.Timeout'))))
}

function heartbeat(task: TaskState, pending: Pending<unknown>, { world }: Walk): () => void {
  const seconds = task.HeartbeatSeconds
  if (seconds === undefined) return () => undefined
  const start = () =>
    world.agenda.at(world.now() + seconds * 1000, () => pending.fail(new StateError('States.HeartbeatTimeout')))
  let cancel = start()
  pending.onClose(() => cancel())
  return () => {
    cancel()
    cancel = start()
  }
}

const withToken = (scope: Scope, token: string): Scope => ({
  input: scope.input,
  context: { ...(isRecord(scope.context) ? scope.context : {}), Task: { Token: token } },
})

// Whoever reads the history must not be able to answer in the task's place.
function withoutToken(payload: unknown, token: string | undefined): unknown {
  if (token === undefined) return payload
  return JSON.parse(JSON.stringify(payload, (_, value) => (value === token ? '(task token)' : value)))
}
