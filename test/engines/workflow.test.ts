import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { WorkflowEngine, WorkflowFault } from '#laptop/workflow/engine'
import { invokeTask, look, machineArn, run, tokenOf, waitTask, workflowWorld } from './workflow-world.ts'

const fault = (type: string) => (error: unknown) => error instanceof WorkflowFault && error.type === type
const daySeconds = 86_400
const waiting = { Ask: waitTask('ask') }
const done = { Done: { Type: 'Succeed' } }

test('the same name and input while running is one run with one answer', async () => {
  const world = workflowWorld()
  await run(world, waiting, { n: 1 })
  const again = world.engine.start(machineArn, 'one', { n: 1 })
  await world.engine.idle()
  assert.deepEqual([again.executionArn, again.startDate], [look(world).arn, look(world).startedAt])
  assert.deepEqual([world.calls.length, world.engine.list().length], [1, 1])
})

test('the same name with another input answers ExecutionAlreadyExists', async () => {
  const world = workflowWorld()
  await run(world, waiting, { n: 1 })
  assert.throws(() => world.engine.start(machineArn, 'one', { n: 2 }), fault('ExecutionAlreadyExists'))
})

test('a closed run keeps its name for 90 days, also for the same input', async () => {
  const world = workflowWorld()
  await run(world, done)
  await world.advance(90 * daySeconds - 1)
  assert.throws(() => world.engine.start(machineArn, 'one', {}), fault('ExecutionAlreadyExists'))
  await world.advance(1)
  assert.equal(world.engine.start(machineArn, 'one', {}).startDate, world.now())
})

for (const name of ['', 'a b', 'a/b', 'a:b', 'a*', 'a#', 'a'.repeat(81)]) {
  test(`a run cannot be named ${JSON.stringify(name.slice(0, 5))}`, () => {
    const world = workflowWorld()
    world.engine.define(machineArn, 'walk', { StartAt: 'Done', States: done })
    assert.throws(() => world.engine.start(machineArn, name, {}), fault('InvalidName'))
  })
}

test('what does not exist is named so', () => {
  const { engine } = workflowWorld()
  assert.throws(() => engine.start(machineArn, 'one', {}), fault('StateMachineDoesNotExist'))
  for (const call of [engine.describe, engine.stop, engine.redrive]) {
    assert.throws(() => call.call(engine, 'arn:none'), fault('ExecutionDoesNotExist'))
  }
})

const unknown: readonly [string, Record<string, unknown>, RegExp][] = [
  ['a state type', { S: { Type: 'Map', End: true } }, /Type/],
  ['a member', { S: { Type: 'Pass', Assign: {}, End: true } }, /Assign/],
  ['JSONata', { S: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } }, /JSONPath/],
  [
    'an integration',
    { S: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } },
    /Lambda tasks only/,
  ],
  ['a path with a filter', { S: { Type: 'Pass', InputPath: '$.a[?(@.b)]', End: true } }, /path/],
  ['an intrinsic', { S: { Type: 'Pass', Parameters: { 'h.$': "States.Hash('a', 'MD5')" }, End: true } }, /template/],
  ['a comparison', { S: { Type: 'Choice', Choices: [{ Variable: '$.a', StringSoundsLike: 'a', Next: 'S' }] } }, /rule/],
  ['a target of Next', { S: { Type: 'Pass', Next: 'Nowhere' } }, /Nowhere/],
  ['a target of Catch', { S: invokeTask('f', { Catch: [{ ErrorEquals: ['A'], Next: 'Nowhere' }] }) }, /Nowhere/],
  ['whether Next or End', { S: { Type: 'Pass' } }, /either Next or End/],
  [
    'a target inside Parallel',
    { S: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'X', States: done }] } },
    /StartAt/,
  ],
  [
    'States.ALL that is not last',
    { S: invokeTask('f', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }) },
    /last/,
  ],
]

for (const [what, States, message] of unknown) {
  test(`a definition that leaves open ${what} is refused at define`, () => {
    assert.throws(() => workflowWorld().engine.define(machineArn, 'walk', { StartAt: 'S', States }), message)
  })
}

test('Wait ends by the clock: after its seconds, or at its time', async () => {
  const world = workflowWorld()
  const At = { Type: 'Wait', TimestampPath: '$.at', End: true }
  await run(world, { For: { Type: 'Wait', Seconds: 60, Next: 'At' }, At }, { at: '2026-03-01T12:05:00Z' })
  await world.advance(59)
  assert.equal(look(world).current, 'For')
  await world.advance(1)
  assert.equal(look(world).current, 'At')
  await world.advance(240)
  assert.equal(look(world).status, 'SUCCEEDED')
})

test('a running laptop ends a short wait by itself, without anybody moving the clock', async () => {
  const engine = new WorkflowEngine({ now: Date.now, invoke: async () => ({ payload: null }) })
  engine.define(machineArn, 'walk', { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } })
  const { executionArn } = engine.start(machineArn, 'one', {})
  for (let tries = 0; tries < 100 && engine.describe(executionArn).status === 'RUNNING'; tries += 1) await pause(50)
  assert.equal(engine.describe(executionArn).status, 'SUCCEEDED')
})

test('Parallel answers the outputs in the order of its branches', async () => {
  const branch = (Result: number) => ({ StartAt: 'P', States: { P: { Type: 'Pass', Result, End: true } } })
  const view = await run(workflowWorld(), { Both: { Type: 'Parallel', Branches: [branch(1), branch(2)], End: true } })
  assert.deepEqual(view.output, [1, 2])
})

test('a branch that fails ends the other branches, and Catch of the Parallel takes it', async () => {
  const world = workflowWorld()
  const Branches = [
    { StartAt: 'Ask', States: waiting },
    { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Boom' } } },
  ]
  const Catch = [{ ErrorEquals: ['Boom'], Next: 'Done' }]
  const view = await run(world, { Both: { Type: 'Parallel', Branches, Catch, End: true }, ...done })
  assert.equal(view.status, 'SUCCEEDED')
  const token = world.calls.length === 0 ? undefined : tokenOf(world, 0)
  if (token !== undefined) assert.throws(() => world.engine.succeed(token, {}), fault('TaskTimedOut'))
})

test('the time of the whole machine ends every state, and no Catch takes it', async () => {
  const world = workflowWorld()
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Done' }]
  await run(world, { Ask: waitTask('ask', { Catch }), ...done }, {}, { TimeoutSeconds: 60 })
  await world.advance(60)
  assert.deepEqual([look(world).status, look(world).error], ['TIMED_OUT', 'States.Timeout'])
})

test('transitions are counted as they are billed: each state, each retry, and the ending', async () => {
  const world = workflowWorld({
    do: (_, call) => (call > 2 ? { payload: 1 } : { payload: {}, functionError: 'Unhandled' }),
  })
  await run(world, {
    Do: invokeTask('do', { Retry: [{ ErrorEquals: ['States.ALL'] }], End: undefined, Next: 'Done' }),
    ...done,
  })
  await world.advance(1)
  await world.advance(2)
  assert.equal(look(world).transitions, 5)
})

test('a stopped run is over at once and starts nothing more', async () => {
  const world = workflowWorld()
  await run(world, { Ask: waitTask('ask', { End: undefined, Next: 'More' }), More: invokeTask('more') })
  world.engine.succeed(tokenOf(world, 0), {})
  world.engine.stop(look(world).arn)
  assert.equal(look(world).status, 'ABORTED')
  await world.engine.idle()
  assert.deepEqual([world.calls.length, look(world).status], [1, 'ABORTED'])
})

test('redrive goes on at the failed state with its input and a new token; the states before are not repeated', async () => {
  const world = workflowWorld()
  await run(world, {
    First: invokeTask('first', { End: undefined, Next: 'Ask' }),
    Ask: waitTask('ask', { TimeoutSeconds: 9 }),
  })
  await world.advance(9)
  world.engine.redrive(look(world).arn)
  assert.equal(look(world).status, 'RUNNING')
  await world.engine.idle()
  assert.deepEqual(
    world.calls.map(({ name }) => name),
    ['first', 'ask', 'ask'],
  )
  assert.throws(() => world.engine.succeed(tokenOf(world, 1), {}), fault('TaskTimedOut'))
  world.engine.succeed(tokenOf(world, 2), 'redriven')
  await world.engine.idle()
  assert.equal(look(world).output, 'redriven')
})

test('a run can be redriven right after it was stopped, for 14 days, and never when it succeeded', async () => {
  const world = workflowWorld()
  const { arn } = await run(world, waiting)
  world.engine.stop(arn)
  world.engine.redrive(arn)
  await world.engine.idle()
  assert.equal(look(world).status, 'RUNNING')
  world.engine.stop(arn)
  await world.advance(14 * daySeconds + 1)
  assert.throws(() => world.engine.redrive(arn), fault('ExecutionNotRedrivable'))
  const other = workflowWorld()
  await run(other, done)
  assert.throws(() => other.engine.redrive(look(other).arn), fault('ExecutionNotRedrivable'))
})
