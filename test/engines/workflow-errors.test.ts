import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invokeTask, look, run, workflowWorld } from './workflow-world.ts'

const crash = (errorType: string) => () => ({
  payload: { errorType, errorMessage: 'told' },
  functionError: 'Unhandled',
})
const refuse = (name: string) => () => {
  throw Object.assign(new Error('no'), { name })
}
const ends = { Mended: { Type: 'Pass', End: true }, Other: { Type: 'Fail', Error: 'Other', Cause: 'as planned' } }

const caught: readonly [string, string, () => never | { payload: unknown; functionError: string }, boolean][] = [
  ['Boom', 'Boom', crash('Boom'), true],
  ['Bang', 'Boom', crash('Boom'), false],
  ['States.TaskFailed', 'Boom', crash('Boom'), true],
  ['States.ALL', 'Boom', crash('Boom'), true],
  ['States.Timeout', 'Boom', crash('Boom'), false],
  ['Lambda.TooManyRequestsException', 'Lambda.TooManyRequestsException', refuse('TooManyRequestsException'), true],
  ['Lambda.ServiceException', 'Lambda.ServiceException', refuse('ServiceException'), true],
  ['Lambda.SdkClientException', 'Lambda.SdkClientException', refuse('Error'), true],
]

for (const [name, error, behaviour, holds] of caught) {
  test(`Catch ${name} ${holds ? 'takes' : 'lets pass'} ${error}`, async () => {
    const states = {
      Do: invokeTask('do', { Catch: [{ ErrorEquals: [name], Next: 'Mended', ResultPath: '$.told' }] }),
      ...ends,
    }
    const view = await run(workflowWorld({ do: behaviour }), states, { kept: 1 })
    assert.equal(view.status, holds ? 'SUCCEEDED' : 'FAILED')
    if (!holds) return assert.equal(view.error, error)
    const { kept, told } = view.output as { kept: number; told: { Error: string } }
    assert.deepEqual([kept, told.Error], [1, error])
  })
}

test('the first Catch entry that fits decides', async () => {
  const Catch = [
    { ErrorEquals: ['Boom'], Next: 'Mended' },
    { ErrorEquals: ['States.ALL'], Next: 'Other' },
  ]
  const view = await run(workflowWorld({ do: crash('Boom') }), { Do: invokeTask('do', { Catch }), ...ends })
  assert.equal(view.status, 'SUCCEEDED')
})

test('States.ALL does not catch a broken run (States.Runtime)', async () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Mended' }]
  const view = await run(workflowWorld(), { Do: invokeTask('do', { InputPath: '$.none', Catch }), ...ends })
  assert.deepEqual([view.status, view.error], ['FAILED', 'States.Runtime'])
})

test('a Fail state ends the run with its own words', async () => {
  const view = await run(workflowWorld(), { Other: ends.Other })
  assert.deepEqual([view.status, view.error, view.cause], ['FAILED', 'Other', 'as planned'])
})

const waits: readonly [string, Record<string, unknown>, () => number, readonly number[]][] = [
  ['three times by default, doubling from one second', {}, () => 1, [0, 1, 3, 7]],
  ['as often as asked', { MaxAttempts: 1, IntervalSeconds: 5 }, () => 1, [0, 5]],
  ['never when asked for none', { MaxAttempts: 0 }, () => 1, [0]],
  ['never further apart than MaxDelaySeconds', { MaxDelaySeconds: 3 }, () => 1, [0, 1, 3, 6]],
  ['at even steps with a back-off of one', { IntervalSeconds: 2, BackoffRate: 1 }, () => 1, [0, 2, 4, 6]],
  [
    'somewhere within the delay with full jitter',
    { JitterStrategy: 'FULL', IntervalSeconds: 4 },
    () => 0.5,
    [0, 2, 6, 14],
  ],
]

for (const [how, retrier, random, at] of waits) {
  test(`a failing task is retried ${how}`, async () => {
    const world = workflowWorld({ do: crash('Boom') }, random)
    const started = world.now()
    await run(world, { Do: invokeTask('do', { Retry: [{ ErrorEquals: ['States.ALL'], ...retrier }] }) })
    for (let second = 0; second < 20; second += 1) await world.advance(1)
    assert.deepEqual(
      world.calls.map((call) => (call.at - started) / 1000),
      at,
    )
    assert.equal(look(world).error, 'Boom')
  })
}

test('each Retry entry counts its own tries, and success on the way ends the retrying', async () => {
  const kinds = ['A', 'B', 'A', 'B']
  const world = workflowWorld({ do: (_, call) => (call > 4 ? { payload: 'done' } : crash(kinds[call - 1] ?? '')()) })
  const Retry = ['A', 'B'].map((name) => ({ ErrorEquals: [name], MaxAttempts: 2 }))
  await run(world, { Do: invokeTask('do', { Retry }) })
  for (let second = 0; second < 10; second += 1) await world.advance(1)
  assert.deepEqual([look(world).output, world.calls.length], ['done', 5])
})

test('an error that no Retry entry names is not retried', async () => {
  const world = workflowWorld({ do: crash('Boom') })
  const view = await run(world, { Do: invokeTask('do', { Retry: [{ ErrorEquals: ['Bang'] }] }) })
  assert.deepEqual([view.status, world.calls.length], ['FAILED', 1])
})

test('a task that hangs is timed out by the clock, each try anew, and its late answer changes nothing', async () => {
  const late: ((answer: { payload: unknown }) => void)[] = []
  const world = workflowWorld({ do: () => new Promise((resolve) => late.push(resolve)) })
  const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }]
  const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Mended' }]
  void run(world, { Do: invokeTask('do', { TimeoutSeconds: 10, Retry, Catch }), ...ends })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  for (const seconds of [0, 10, 1, 10]) {
    await turn()
    void world.advance(seconds)
  }
  await turn()
  for (const answer of late) answer({ payload: 'too late' })
  await world.engine.idle()
  assert.deepEqual([look(world).status, late.length], ['SUCCEEDED', 2])
  assert.equal((look(world).output as { Error: string }).Error, 'States.Timeout')
})
