import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WorkflowFault } from '#laptop/workflow/engine'
import { look, run, tokenOf, type World, waitTask, workflowWorld } from './workflow-world.ts'

const fault = (type: string) => (error: unknown) => error instanceof WorkflowFault && error.type === type
const succeedOnce = async (world: World, call: number, output: unknown = {}) => {
  world.engine.succeed(tokenOf(world, call), output)
  await world.engine.idle()
}

test('a task with a token waits after its function has answered, and goes on with the output of the callback', async () => {
  const world = workflowWorld()
  assert.equal((await run(world, { Ask: waitTask('ask') })).status, 'RUNNING')
  assert.equal(look(world).current, 'Ask')
  await succeedOnce(world, 0, { verdict: 'yes' })
  assert.deepEqual([look(world).status, look(world).output], ['SUCCEEDED', { verdict: 'yes' }])
})

test('a callback that comes before the function has answered is taken', async () => {
  const world = workflowWorld({
    ask: async (payload) => {
      world.engine.succeed(String((payload as { token: string }).token), 'early')
      return { payload: null }
    },
  })
  assert.equal((await run(world, { Ask: waitTask('ask') })).output, 'early')
})

test('a function that fails in waitForTaskToken fails the task at once, and closes its token', async () => {
  const world = workflowWorld({ ask: () => ({ payload: { errorType: 'Boom' }, functionError: 'Unhandled' }) })
  assert.equal((await run(world, { Ask: waitTask('ask') })).error, 'Boom')
  assert.throws(() => world.engine.succeed(tokenOf(world, 0), {}), fault('TaskTimedOut'))
})

test('a reported failure carries its name to Catch', async () => {
  const world = workflowWorld()
  const Catch = [{ ErrorEquals: ['Cancelled'], Next: 'Ended' }]
  await run(world, { Ask: waitTask('ask', { Catch }), Ended: { Type: 'Pass', End: true } })
  world.engine.fail(tokenOf(world, 0), 'Cancelled', 'by the person')
  await world.engine.idle()
  assert.deepEqual(look(world).output, { Error: 'Cancelled', Cause: 'by the person' })
})

test('every attempt has a token of its own, and the one before answers TaskTimedOut', async () => {
  const world = workflowWorld()
  await run(world, { Ask: waitTask('ask', { TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['States.Timeout'] }] }) })
  await world.advance(60)
  await world.advance(1)
  assert.equal(world.calls.length, 2)
  assert.notEqual(tokenOf(world, 0), tokenOf(world, 1))
  assert.throws(() => world.engine.succeed(tokenOf(world, 0), 'old'), fault('TaskTimedOut'))
  await succeedOnce(world, 1, 'new')
  assert.equal(look(world).output, 'new')
})

const over: readonly [string, (world: World) => Promise<unknown>, { TimeoutSeconds?: number }?][] = [
  ['twice', (world) => succeedOnce(world, 0)],
  ['after the time-out', (world) => world.advance(60)],
  ['after the machine timed out', (world) => world.advance(50), { TimeoutSeconds: 50 }],
  ['after the run was stopped', async (world) => world.engine.stop(look(world).arn)],
  ['after everything was cleared', async (world) => world.engine.clear()],
]

for (const [when, end, machine] of over) {
  test(`a callback ${when} answers TaskTimedOut and changes nothing`, async () => {
    const world = workflowWorld()
    await run(world, { Ask: waitTask('ask', { TimeoutSeconds: 60 }) }, {}, machine)
    await end(world)
    const before = JSON.stringify(world.engine.list())
    assert.throws(() => world.engine.succeed(tokenOf(world, 0), 'late'), fault('TaskTimedOut'))
    assert.throws(() => world.engine.fail(tokenOf(world, 0), 'Late'), fault('TaskTimedOut'))
    await world.engine.idle()
    assert.equal(JSON.stringify(world.engine.list()), before)
  })
}

for (const token of ['', 'x', 'AAAA', Buffer.alloc(128).toString('base64')]) {
  test(`what was never a token answers InvalidToken: ${token.slice(0, 8)}`, () => {
    assert.throws(() => workflowWorld().engine.succeed(token, {}), fault('InvalidToken'))
  })
}

test("another engine does not take this one's tokens", async () => {
  const world = workflowWorld()
  await run(world, { Ask: waitTask('ask') })
  assert.throws(() => workflowWorld().engine.succeed(tokenOf(world, 0), {}), fault('InvalidToken'))
})

test('a task that goes quiet for longer than its heartbeat is timed out; one that reports goes on', async () => {
  const world = workflowWorld()
  await run(world, { Ask: waitTask('ask', { HeartbeatSeconds: 30 }) })
  await world.advance(29)
  world.engine.heartbeat(tokenOf(world, 0))
  await world.advance(29)
  assert.equal(look(world).status, 'RUNNING')
  await world.advance(1)
  assert.deepEqual([look(world).status, look(world).error], ['FAILED', 'States.HeartbeatTimeout'])
})

test('the history shows what was sent, never the token that answers it', async () => {
  const world = workflowWorld()
  await run(world, { Ask: waitTask('ask') })
  const text = JSON.stringify(look(world).history)
  assert.ok(text.includes('(task token)'))
  assert.ok(!text.includes(tokenOf(world, 0)))
})

test('waits that are due together after a jump of the clock end in the order in which they were due', async () => {
  const world = workflowWorld()
  const wait = (Seconds: number, name: string) => ({
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds, Next: name }, [name]: { ...waitTask(name) } },
  })
  void run(world, { Both: { Type: 'Parallel', Branches: [wait(300, 'later'), wait(100, 'sooner')], End: true } })
  await world.engine.idle()
  await world.advance(86_400)
  assert.deepEqual(
    world.calls.map(({ name }) => name),
    ['sooner', 'later'],
  )
})
