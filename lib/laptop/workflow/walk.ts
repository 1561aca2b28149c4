import { choiceTest } from './choice.ts'
import { StateError } from './fault.ts'
import { mend } from './mend.ts'
import { readPath, type Scope, writePath } from './path.ts'
import { fillPayload } from './payload.ts'
import type { Branch, ChoiceState, PassState, State, WaitState } from './state.ts'
import { contextOf, sleepUntil, stayAlive, type Walk } from './world.ts'

export type Step = { readonly next: string | undefined; readonly output: unknown }

/** Follows a branch from one state to its end and answers its output; throws what no Catch was meant for. */
export async function walkBranch(branch: Branch, from: string, input: unknown, walk: Walk): Promise<unknown> {
  let name: string | undefined = from
  let value = input
  while (name !== undefined) {
    stayAlive(walk)
    const state = branch.States[name]
    if (state === undefined) throw new StateError('States.Runtime', `no such state: ${name}`)
    walk.execution.countTransition()
    if (walk.top) walk.execution.visiting(name, value)
    walk.execution.note(`${state.Type}StateEntered`, name, { input: value })
    const step: Step = await visit(name, state, value, walk)
    walk.execution.note(`${state.Type}StateExited`, name, { output: step.output })
    name = step.next
    value = step.output
  }
  return value
}

async function visit(name: string, state: State, raw: unknown, walk: Walk): Promise<Step> {
  if (state.Type === 'Task' || state.Type === 'Parallel') return mend(name, state, raw, walk)
  if (state.Type === 'Fail') throw new StateError(state.Error ?? '', state.Cause)
  const context = contextOf(walk, { name, enteredAt: walk.world.now(), retries: 0 })
  const scope = { input: filter(state.InputPath, { input: raw, context }), context }
  const out = (output: unknown) => filter(state.OutputPath, { input: output, context })
  if (state.Type === 'Succeed') return { next: undefined, output: out(scope.input) }
  if (state.Type === 'Choice') return { next: choose(state, scope), output: out(scope.input) }
  if (state.Type === 'Pass') return { next: state.Next, output: out(pass(state, raw, scope)) }
  await sleepUntil(dueOf(state, scope, walk), walk)
  return { next: state.Next, output: out(scope.input) }
}

/** InputPath and OutputPath: null means an empty object, nothing means everything. */
export function filter(path: string | null | undefined, scope: Scope): unknown {
  if (path === null) return {}
  return path === undefined ? scope.input : readPath(path, scope)
}

function choose(state: ChoiceState, scope: Scope): string {
  const rule = state.Choices.find((each) => choiceTest(each)(scope))
  const next = rule?.Next ?? state.Default
  if (next === undefined) throw new StateError('States.NoChoiceMatched', 'no rule held and there is no Default')
  return next
}

function pass(state: PassState, raw: unknown, scope: Scope): unknown {
  const parameters = state.Parameters === undefined ? scope.input : fillPayload(state.Parameters, scope)
  const result = state.Result === undefined ? parameters : state.Result
  if (state.ResultPath === null) return raw
  return state.ResultPath === undefined ? result : writePath(state.ResultPath, raw, result)
}

function dueOf(state: WaitState, scope: Scope, { world }: Walk): number {
  const seconds = state.SecondsPath === undefined ? state.Seconds : readPath(state.SecondsPath, scope)
  if (seconds !== undefined) return world.now() + Number(seconds) * 1000
  const instant = state.TimestampPath === undefined ? state.Timestamp : readPath(state.TimestampPath, scope)
  const dueAt = Date.parse(String(instant))
  if (Number.isNaN(dueAt)) throw new StateError('States.Runtime', 'this is no time to wait for')
  return dueAt
}
