import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { LIMITS } from '#core/limits'
import { FLOW_SECONDS, resetFlow } from '#core/reset-flow'
import { arrowsOfFlow, flowsPage } from '#lib/diagram'
import { FLOWS } from '#lib/flows'
import { machineOf } from '#lib/machine'
import { functionArn, look, machineArn, tokenOf, type World, workflowWorld } from './workflow-world.ts'

const validate: (machine: unknown) => { isValid: boolean; errorsText: (separator: string) => string } = createRequire(
  import.meta.url,
)('asl-validator')

const named = (errorType: string) => ({ payload: { errorType, errorMessage: '' }, functionError: 'Unhandled' })
const looks = (at: string) => ({ 'reset-look': () => ({ payload: { at } }) })

const start = async (behaviours: Parameters<typeof workflowWorld>[0] = {}, purpose: 'pin' | 'password' = 'pin') => {
  const world = workflowWorld(behaviours)
  world.engine.define(machineArn, 'reset', machineOf(resetFlow(purpose), functionArn))
  world.engine.start(machineArn, 'one', {})
  await world.engine.idle()
  return world
}
const answer = async (world: World) => {
  world.engine.succeed(tokenOf(world, world.calls.length - 1), {})
  await world.engine.idle()
}
const lastAsked = (world: World) => {
  const { resetId, step } = Object(world.calls.at(-1)?.payload) as { resetId?: string; step?: string }
  return { resetId, step }
}
const retries = async (world: World) => {
  for (const seconds of [2, 4, 8]) await world.advance(seconds)
}
const endOf = (world: World) => {
  const { status, history, error } = look(world)
  return [status, error ?? history.findLast(({ event }) => event === 'SucceedStateEntered')?.state]
}

for (const { title, flow } of FLOWS) {
  test(`${title}: the rendered machine is valid in the states language`, () => {
    const { isValid, errorsText } = validate(machineOf(flow, functionArn))
    assert.ok(isValid, errorsText('\n'))
  })

  test(`${title}: every state can be reached from the start`, () => {
    const reached = new Set([flow.startsAt])
    for (let before = 0; before < reached.size; ) {
      before = reached.size
      for (const { from, to } of arrowsOfFlow(flow)) if (reached.has(from)) reached.add(to)
    }
    for (const name of Object.keys(flow.states)) assert.ok(reached.has(name), name)
  })
}

type Task = {
  readonly Type: string
  readonly Resource: string
  readonly TimeoutSeconds: number
  readonly HeartbeatSeconds?: number
  readonly Retry: readonly { readonly ErrorEquals: readonly string[]; readonly [setting: string]: unknown }[]
  readonly Catch: readonly { readonly ErrorEquals: readonly string[] }[]
}
type Machine = { readonly TimeoutSeconds: number; readonly States: Readonly<Record<string, Task>> }

for (const { title, flow } of FLOWS) {
  test(`${title}: no state waits or tries for ever, none in step with others, and none falls without being caught`, () => {
    const machine = machineOf(flow, functionArn) as Machine
    assert.equal(machine.TimeoutSeconds, FLOW_SECONDS.whole)
    const tasks = Object.entries(machine.States).filter(([, { Type }]) => Type === 'Task')
    assert.ok(tasks.length >= 6)
    for (const [name, task] of tasks) {
      const waits = task.Resource.endsWith('.waitForTaskToken')
      assert.equal(task.TimeoutSeconds, waits ? FLOW_SECONDS.wait : FLOW_SECONDS.task, name)
      assert.equal(task.HeartbeatSeconds, waits ? FLOW_SECONDS.listen : undefined, name)
      const again = task.Retry.at(-1)
      for (const error of ['Lambda.ServiceException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'])
        assert.ok(again?.ErrorEquals.includes(error), `${name}: ${error}`)
      assert.deepEqual([again?.JitterStrategy, again?.MaxAttempts, again?.BackoffRate], ['FULL', 3, 2], name)
      assert.deepEqual(task.Catch.at(-1)?.ErrorEquals, ['States.ALL'], name)
    }
  })
}

test('a wait of the workflow is as long as a step of the reset', () => {
  assert.equal(FLOW_SECONDS.wait * 1000, LIMITS.resetStepLifeMs)
})

test('the page of flows shows what runs', () => {
  assert.equal(readFileSync('docs/flows.md', 'utf8'), flowsPage(FLOWS), 'run node bin/flows.ts')
})

test('a prompt person is through in at most ten transitions, and the run knows nothing but its own name', async () => {
  const world = await start()
  for (const step of ['sms_code', 'email_code', 'new_pin']) {
    assert.deepEqual(lastAsked(world), { resetId: 'one', step })
    await answer(world)
  }
  assert.deepEqual(endOf(world), ['SUCCEEDED', 'Done'])
  assert.ok(look(world).transitions <= 10, String(look(world).transitions))
  assert.deepEqual([look(world).input, look(world).output], [{}, {}])
})

test('a forgotten password asks by e-mail first', async () => {
  const world = await start({}, 'password')
  for (let step = 0; step < 3; step += 1) await answer(world)
  const steps = world.calls.map(({ payload }) => (payload as { step?: string }).step)
  assert.deepEqual(steps, ['email_code', 'sms_code', 'new_password', undefined])
})

const found: readonly [string, string, string][] = [
  ['expired', 'SUCCEEDED', 'Expired'],
  ['cancelled', 'SUCCEEDED', 'Cancelled'],
  ['too_many_tries', 'SUCCEEDED', 'TooManyTries'],
  ['not_sent', 'FAILED', 'NotSent'],
  ['done', 'SUCCEEDED', 'Done'],
  ['something new', 'FAILED', 'Broken'],
]

for (const [at, status, end] of found) {
  for (const answered of [0, 1, 2]) {
    test(`after ${answered} answers, a wait that hears nothing and finds the reset "${at}" ends in ${end}`, async () => {
      const world = await start(looks(at))
      for (let step = 0; step < answered; step += 1) await answer(world)
      await world.advance(FLOW_SECONDS.listen)
      assert.deepEqual(endOf(world), [status, end])
    })
  }
}

for (const [at, step] of [
  ['sms_code', 'SmsCode'],
  ['email_code', 'EmailCode'],
  ['new_pin', 'NewPin'],
] as const) {
  test(`a wait that hears nothing goes on in ${step} when the reset stands there`, async () => {
    const world = await start(looks(at))
    await world.advance(FLOW_SECONDS.listen)
    assert.equal(look(world).current, step)
    assert.equal(lastAsked(world).step, at)
  })
}

test('an answer that ends the reset wakes the workflow, which looks and ends', async () => {
  const world = await start(looks('cancelled'))
  world.engine.fail(tokenOf(world, 0), 'ResetClosed')
  await world.engine.idle()
  assert.deepEqual(endOf(world), ['SUCCEEDED', 'Cancelled'])
})

test('a reset that is over when its step is asked is looked at without a retry', async () => {
  const world = await start({ 'reset-ask': () => named('ResetClosed'), ...looks('expired') })
  assert.deepEqual(
    world.calls.map(({ name }) => name),
    ['reset-ask', 'reset-look'],
  )
  assert.deepEqual(endOf(world), ['SUCCEEDED', 'Expired'])
})

test('a message that cannot be sent is tried four times, and then the reset is ended honestly', async () => {
  const world = await start({ 'reset-ask': () => named('MessageNotSent'), ...looks('not_sent') })
  await retries(world)
  assert.deepEqual(
    world.calls.map(({ name }) => name),
    [...Array(4).fill('reset-ask'), 'reset-look'],
  )
  assert.deepEqual(world.calls.at(-1)?.payload, { resetId: 'one', because: 'not_sent' })
  assert.deepEqual(endOf(world), ['FAILED', 'NotSent'])
})

for (const error of ['Lambda.TooManyRequestsException', 'Lambda.Unknown', 'Sandbox.Timedout', 'TypeError']) {
  test(`${error} while asking is tried again and then ends the run as broken`, async () => {
    const world = await start({ 'reset-ask': () => named(error) })
    await retries(world)
    assert.deepEqual([world.calls.length, ...endOf(world)], [4, 'FAILED', 'Broken'])
  })
}

test('one transient failure costs a retry and nothing else', async () => {
  const world = await start({
    'reset-ask': (payload, call) => (call === 1 ? named('Lambda.ServiceException') : { payload }),
  })
  await world.advance(2)
  for (let step = 0; step < 3; step += 1) await answer(world)
  assert.deepEqual(endOf(world), ['SUCCEEDED', 'Done'])
})

test('a look that keeps failing ends the run as broken, and a telling that keeps failing ends it as not told', async () => {
  const blind = await start({ 'reset-look': () => named('Error') })
  await blind.advance(FLOW_SECONDS.listen)
  await retries(blind)
  assert.deepEqual(endOf(blind), ['FAILED', 'Broken'])
  const mute = await start({ 'reset-tell': () => named('Error') })
  for (let step = 0; step < 3; step += 1) await answer(mute)
  await retries(mute)
  assert.deepEqual(endOf(mute), ['FAILED', 'NotTold'])
})

test('a run that nobody ever ends is ended by the machine itself', async () => {
  const world = await start(looks('sms_code'))
  for (let minute = 0; minute < 61; minute += 1) await world.advance(60)
  assert.equal(look(world).status, 'TIMED_OUT')
})
