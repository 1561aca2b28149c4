import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Laptop } from '#laptop/laptop'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const invoke = async (laptop: Laptop, name: string, event: unknown = {}): Promise<unknown> =>
  JSON.parse((await laptop.functions.find(name)?.invoke(JSON.stringify(event)))?.payload ?? '')

const things = {
  Things: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } },
}

/** What a function writes with when its code has no client of AWS: one signed request, as bytes. */
const put = `
const dial = () => process.getBuiltinModule('node:net').connect({ host: '127.0.0.1', port: Number(new URL(process.env.AWS_ENDPOINT_URL).port) })
const put = (id, socket = dial()) => new Promise((done, failed) => {
  const body = JSON.stringify({ TableName: process.env.TABLE, Item: { pk: { S: id } } })
  socket.on('data', (bytes) => done(String(bytes).slice(9, 12))).on('error', failed).on('close', () => failed(new Error('closed')))
  socket.write('POST / HTTP/1.1\\r\\nx-amz-target: DynamoDB_20120810.PutItem\\r\\nauthorization: Credential=' + process.env.AWS_ACCESS_KEY_ID
    + '/x\\r\\ncontent-length: ' + Buffer.byteLength(body) + '\\r\\n\\r\\n' + body)
})`

const mayPut = [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': ['Things', 'Arn'] } }]
const environment = { TABLE: { Ref: 'Things' } }

const stored = (laptop: Laptop): readonly string[] =>
  (laptop.tables.call('Scan', { TableName: 'Latchkey-Things' }) as { Items: { pk: { S: string } }[] }).Items.map(
    ({ pk }) => pk.S,
  )

test('functions share a thread, and nothing else: variables, globals, clock and what they print are their own', async () => {
  const code = (name: string): string => `
    globalThis.owner = '${name}'
    process.env.OWNER = '${name}'
    export const handler = async () => {
      console.log('${name} was called')
      process.stdout.write('and said ')
      process.stdout.write('so\\n')
      return { owner: globalThis.owner, env: process.env.OWNER, bare: typeof owner, now: Date.now(), date: new Date(0) instanceof Date }
    }`
  const printed: string[] = []
  const stack: TinyStack = { functions: { One: { code: code('one') }, Two: { code: code('two') } } }
  await using laptop = await runTiny(stack, { onLine: (id, line) => printed.push(`${id}: ${line}`) })
  await laptop.clock.advance(86_400)
  for (const [name, owner] of [
    ['One', 'one'],
    ['Two', 'two'],
    ['One', 'one'],
  ] as const) {
    const answer = (await invoke(laptop, name)) as Record<string, unknown>
    assert.deepEqual({ ...answer, now: 0 }, { owner, env: owner, bare: 'undefined', now: 0, date: true })
    assert.ok(Number(answer.now) - Date.now() > 86_000_000)
  }
  assert.deepEqual(printed.slice(0, 4), [
    'One: one was called',
    'One: and said so',
    'Two: two was called',
    'Two: and said so',
  ])
  assert.deepEqual([Object(globalThis).owner, process.env.OWNER], [undefined, undefined])
})

test('what a function asks of AWS is taken from it as over a socket, one call after the other', async () => {
  const code = `${put}\nexport const handler = async (ids) => { const said = []; for (const id of ids) said.push(await put(id)); return said }`
  await using laptop = await runTiny({
    functions: { Put: { code, statements: mayPut, environment } },
    resources: things,
  })
  assert.deepEqual(await invoke(laptop, 'Put', ['a', 'b']), ['200', '200'])
  assert.deepEqual(stored(laptop).toSorted(), ['a', 'b'])
})

test('calls that are made at the same time are answered in turns, as if each came from a machine of its own', async () => {
  const code = `${put}\nexport const handler = async () => { for (const n of ['1', '2', '3']) await put(n) }`
  const one = { code, statements: mayPut, environment }
  const order: string[] = []
  const onCall = ({ caller }: { readonly caller: string }) => order.push(caller)
  await using laptop = await runTiny({ functions: { A: one, B: one }, resources: things }, { onCall })
  for (const name of ['A', 'B']) await invoke(laptop, name)
  order.length = 0
  const first = invoke(laptop, 'A')
  await new Promise(setImmediate)
  await Promise.all([first, invoke(laptop, 'B')])
  assert.ok(order.indexOf('B') < order.lastIndexOf('A'), `B had to wait for A: ${order}`)
})

test('whoever ran out of time does nothing any more, whatever comes back to it', async () => {
  const late = `${put}
    const { stat } = process.getBuiltinModule('node:fs').promises
    const kept = dial()
    export const handler = async ({ ms }) => {
      const [begun, ticks] = [Date.now(), setInterval(() => {}, 10)]
      setTimeout(() => put('timer'), 1_300)
      while (Date.now() - begun < ms) await stat('.')
      clearInterval(ticks)
      put('kept ' + ms, kept)
      return await put('late ' + ms)
    }`
  const functions = { Late: { code: late, statements: mayPut, environment, timeoutSeconds: 1 } }
  await using laptop = await runTiny({ functions, resources: things })
  assert.match(JSON.stringify(await invoke(laptop, 'Late', { ms: 1_200 })), /Sandbox.Timedout.*after 1.00 seconds/)
  assert.equal(await invoke(laptop, 'Late', { ms: 0 }), '200', 'another environment')
  await wait(600)
  assert.deepEqual(stored(laptop).toSorted(), ['kept 0', 'late 0'])
})

// In a process of its own: the test runner takes what nobody catches for the test's mistake.
const elsewhere = (code: string): { readonly status: number | null; readonly said: string } => {
  const tiny = pathToFileURL(join(import.meta.dirname, 'tiny-stack.ts')).href
  const child = spawnSync(
    process.execPath,
    ['--input-type=module-typescript', '-e', `import { runTiny } from '${tiny}'\n${code}`],
    { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' },
  )
  return { status: child.status, said: `${child.stdout}${child.stderr}` }
}

test('an error that nobody catches, a timer that throws, and an exit end one environment and no other', () => {
  const { status, said } = elsewhere(`
    const bad = {
      rejects: '() => { void Promise.reject(new RangeError("stray")); return new Promise(() => {}) }',
      throws: '() => { setTimeout(() => { throw new RangeError("stray") }, 5); return new Promise(() => {}) }',
      calls: '() => { process.getBuiltinModule("node:crypto").randomBytes(8, () => { throw new RangeError("stray") }); return new Promise(() => {}) }',
      exits: '() => process.exit(3)',
    }
    const functions = { Fine: { code: 'let n = 0; export const handler = async () => ++n' } }
    for (const [name, code] of Object.entries(bad)) functions[name] = { code: 'let n = 0; export const handler = (event) => event.bad ? (' + code + ')() : ++n' }
    const laptop = await runTiny({ functions })
    const invoke = async (name, event = {}) => JSON.parse((await laptop.functions.find(name).invoke(JSON.stringify(event))).payload)
    await invoke('Fine')
    for (const name of Object.keys(bad)) {
      const fresh = await invoke(name)
      const { errorType, errorMessage } = await invoke(name, { bad: true })
      console.log(name, fresh, errorType, errorMessage, await invoke(name))
    }
    console.log('fine', await invoke('Fine'))
    await laptop[Symbol.asyncDispose]()`)
  assert.equal(status, 0, said)
  assert.deepEqual(said.trim().split('\n'), [
    'rejects 1 RangeError stray 1',
    'throws 1 RangeError stray 1',
    'calls 1 RangeError stray 1',
    'exits 1 Runtime.ExitError Runtime exited with code 3 1',
    'fine 2',
  ])
})

test('an error of the laptop itself, or of whoever runs it, still ends the process', () => {
  for (const mistake of ['void Promise.reject(new Error("ours"))', 'setTimeout(() => { throw new Error("ours") })']) {
    const { status, said } = elsewhere(
      `await runTiny({ functions: {} })\n${mistake}\nsetTimeout(() => process.exit(0), 2_000)`,
    )
    assert.notEqual(status, 0)
    assert.match(said, /Error: ours/)
  }
})

test('a function that computes without end is named by another thread', () => {
  const watch = pathToFileURL(join(import.meta.dirname, '../../lib/laptop/stuck.ts')).href
  const { said } = elsewhere(`
    const { StuckWatch } = await import('${watch}')
    const watch = new StuckWatch(1)
    watch.called('Loops')
    await new Promise((next) => setTimeout(next, 700))
    for (const begun = Date.now(); Date.now() - begun < 4_000; ) {}
    await watch.stop()`)
  assert.match(said, /last function to be called was Loops: does it loop/)
  assert.equal(said.match(/nothing has moved/g)?.length, 1)
})
