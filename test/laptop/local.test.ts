import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Laptop } from '#laptop/laptop'
import type { Message } from '#laptop/outbox'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const stack: TinyStack = {
  functions: {
    Flaky: {
      code: 'let n = 0; export const handler = async () => { n += 1; console.log("try " + n); throw new Error("no") }',
    },
  },
  resources: {
    Things: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } },
    Signing: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } },
  },
}

const settings = (laptop: Laptop) => ({
  endpoint: laptop.awsUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'x' },
})

const ann = '+447700900123'
const ben = '+447700900456'

const send = (laptop: Laptop, to: string, Message: string) =>
  new SNSClient(settings(laptop)).send(new PublishCommand({ PhoneNumber: to, Message }))

const post = (laptop: Laptop, path: string, body: unknown, method = 'POST') =>
  fetch(`${laptop.url}/_local/${path}`, { method, body: typeof body === 'string' ? body : JSON.stringify(body) })

const inbox = async (laptop: Laptop, to?: string): Promise<readonly string[]> => {
  const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
  const { messages } = (await (await fetch(`${laptop.url}/_local/outbox${query}`)).json()) as {
    messages: readonly Message[]
  }
  return messages.map((message) => message.text)
}

test('the outbox shows one person their messages, newest last, with the code', async () => {
  await using laptop = await runTiny(stack)
  await send(laptop, ann, 'Your code is 111111')
  await send(laptop, ben, 'Call +44770090012 about order 1234567')
  await send(laptop, ann, 'Your code is 222222')
  assert.deepEqual(await inbox(laptop, ann), ['Your code is 111111', 'Your code is 222222'])
  const [first, second] = laptop.outbox.list()
  assert.deepEqual([first?.code, second?.code], ['111111', undefined])
  const unescaped = await (await fetch(`${laptop.url}/_local/outbox?to=${ann}`)).json()
  assert.equal((unescaped as { messages: unknown[] }).messages.length, 2)
  for (const written of ['+44 7700 900123', '0044 7700 900-123', '+44 (7700) 900123'])
    assert.equal((await inbox(laptop, written)).length, 2, written)
})

test('a late message comes after thirty seconds, a lost one never, one out of order after its successor', async () => {
  await using laptop = await runTiny(stack)
  await post(laptop, 'faults', { service: 'sms', fault: 'late' })
  await post(laptop, 'faults', { service: 'sms', fault: 'lost' })
  await post(laptop, 'faults', { service: 'sms', fault: 'out_of_order' })
  for (const word of ['late', 'lost', 'overtaken']) await send(laptop, ann, word)
  assert.deepEqual(await inbox(laptop), [])
  await send(laptop, ann, 'overtaking')
  assert.deepEqual(await inbox(laptop), ['overtaking', 'overtaken'])
  await post(laptop, 'clock', { advanceSeconds: 29 })
  assert.equal((await inbox(laptop)).length, 2)
  await post(laptop, 'clock', { advanceSeconds: 1 })
  assert.deepEqual(await inbox(laptop), ['overtaking', 'overtaken', 'late'])
})

test('a provider that is down once fails one call, however often the SDK tries it, and then works', async () => {
  await using laptop = await runTiny(stack)
  for (const [service, fault] of [
    ['sms', 'provider_down'],
    ['sms', 'throttled'],
  ] as const) {
    await post(laptop, 'faults', { service, fault })
    await assert.rejects(send(laptop, ann, `not with ${fault}`), /down|rate/)
    await send(laptop, ann, fault)
  }
  assert.deepEqual(await inbox(laptop), ['provider_down', 'throttled'])
  await post(laptop, 'faults', { service: 'keys', fault: 'throttled', times: 2 })
  const kms = new KMSClient({ ...settings(laptop), maxAttempts: 1 })
  const sign = () =>
    kms.send(
      new SignCommand({ KeyId: 'Signing', Message: new Uint8Array(1), SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' }),
    )
  await assert.rejects(sign(), { name: 'ThrottlingException' })
  await assert.rejects(sign(), { name: 'ThrottlingException' })
  assert.ok((await sign()).Signature)
})

test('a message that the provider refuses once is refused to every try of it, and a minute later is another message', async () => {
  await using laptop = await runTiny(stack)
  await post(laptop, 'faults', { service: 'sms', fault: 'provider_down', times: 1 })
  await assert.rejects(send(laptop, ann, 'code 123456'), /down/)
  await assert.rejects(send(laptop, ann, 'code 123456'), /down/)
  await send(laptop, ann, 'code 654321')
  await post(laptop, 'clock', { advanceSeconds: 60 })
  await send(laptop, ann, 'code 123456')
  assert.deepEqual(await inbox(laptop), ['code 654321', 'code 123456'])
})

test('faults that were not wanted after all can be cleared', async () => {
  await using laptop = await runTiny(stack)
  await post(laptop, 'faults', { service: 'sms', fault: 'lost', times: 5 })
  assert.equal((await post(laptop, 'faults', '', 'DELETE')).status, 204)
  await send(laptop, ann, 'kept')
  assert.deepEqual(await inbox(laptop), ['kept'])
})

test('the clock may be moved by nothing, and says what time it is', async () => {
  await using laptop = await runTiny(stack)
  const reply = await post(laptop, 'clock', { advanceSeconds: 0 })
  assert.equal(reply.status, 200)
  const { now } = (await reply.json()) as { now: string }
  assert.ok(Math.abs(Date.parse(now) - Date.now()) < 5_000)
})

test('a service may be named as AWS names it', async () => {
  await using laptop = await runTiny(stack)
  await post(laptop, 'faults', { service: 'sns', fault: 'lost' })
  await send(laptop, ann, 'lost')
  await send(laptop, ann, 'kept')
  assert.deepEqual(await inbox(laptop), ['kept'])
})

test('what the laptop does not understand is refused with a reason and changes nothing', async () => {
  await using laptop = await runTiny(stack)
  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ['clock', '{', /JSON object/],
    ['clock', '[]', /JSON object/],
    ['clock', {}, /advanceSeconds/],
    ['clock', { advanceSeconds: '5' }, /advanceSeconds/],
    ['clock', { advanceSeconds: -5 }, /advanceSeconds/],
    ['clock', { advanceSeconds: 1, minutes: 1 }, /unknown field minutes/],
    ['faults', { service: 'fax', fault: 'lost' }, /service must be one of/],
    ['faults', { service: 'sms', fault: 'slow' }, /fault must be one of/],
    ['faults', { service: 'keys', fault: 'lost' }, /only messages can be lost/],
    ['faults', { service: 'sms', fault: 'lost', times: 0 }, /times/],
  ]
  for (const [path, body, reason] of bad) {
    const reply = await post(laptop, path, body)
    assert.equal(reply.status, 400)
    assert.equal(reply.headers.get('content-type'), 'application/problem+json')
    const problem = (await reply.json()) as { code: string; detail: string; requestId: string }
    assert.equal(problem.code, 'invalid_request')
    assert.ok(problem.requestId)
    assert.equal(reply.headers.get('latchkey-request-id'), problem.requestId)
    assert.match(problem.detail, reason)
  }
  assert.equal(laptop.clock.offsetMs, 0)
  assert.deepEqual(laptop.faults.list(), [])
  assert.equal((await post(laptop, 'nowhere', {})).status, 404)
  const page = await fetch(`${laptop.url}/_local/reset`, { method: 'POST', headers: { origin: 'https://example.com' } })
  assert.equal(page.status, 403)
})

test('an open inbox hears of a message the moment it arrives', async () => {
  await using laptop = await runTiny(stack)
  const stream = await fetch(`${laptop.url}/_local/outbox/stream`)
  assert.equal(stream.headers.get('content-type'), 'text/event-stream')
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await reader?.read()
  await send(laptop, ann, 'Your code is 333333')
  const heard = (await reader?.read())?.value ?? ''
  assert.match(heard, /^event: message\ndata: /)
  assert.equal((JSON.parse(heard.slice(heard.indexOf('{'))) as Message).code, '333333')
  await reader?.cancel()
})

test('an event that fails is tried again after one and after two minutes, and then given up aloud', async (t) => {
  const printed = t.mock.method(console, 'error', () => {})
  const lines: string[] = []
  await using laptop = await runTiny(stack, { onLine: (_, line) => lines.push(line) })
  const flaky = laptop.functions.find('Flaky')
  assert.ok(flaky)
  void laptop.functions.invokeLater(flaky, '{}')
  const tries = async () => {
    await laptop.settled()
    await wait(50)
    return lines.filter((line) => line.startsWith('try')).length
  }
  assert.equal(await tries(), 1)
  await laptop.clock.advance(60)
  assert.equal(await tries(), 2)
  await laptop.clock.advance(60)
  assert.equal(await tries(), 2)
  await laptop.clock.advance(60)
  assert.equal(await tries(), 3)
  await laptop.clock.advance(3600)
  assert.equal(await tries(), 3)
  assert.match(String(printed.mock.calls[0]?.arguments[0]), /Flaky gave up/)
})

test('whoever moves the clock finds done what had become due: the second try of an event that failed', async (t) => {
  t.mock.method(console, 'error', () => {})
  const lines: string[] = []
  await using laptop = await runTiny(stack, { onLine: (_, line) => lines.push(line) })
  const flaky = laptop.functions.find('Flaky')
  assert.ok(flaky)
  await laptop.functions.invokeLater(flaky, '{}')
  for (const tries of [2, 3]) {
    assert.equal((await post(laptop, 'clock', { advanceSeconds: 120 })).status, 200)
    assert.ok(laptop.functions.areSettled)
    // What a function prints comes by a way of its own, and may come after its answer.
    const tried = () => lines.filter((line) => line.startsWith('try')).length
    for (let waited = 0; waited < 2_000 && tried() < tries; waited++) await wait(1)
    assert.equal(tried(), tries)
  }
})

test('starting over empties everything, sets the clock back and brings back what was seeded', async () => {
  const seeds: number[] = []
  const seed = async (it: Laptop): Promise<void> => {
    seeds.push(it.clock.offsetMs)
    it.tables.call('PutItem', { TableName: 'Latchkey-Things', Item: { pk: { S: 'seeded' } } })
  }
  await using laptop = await runTiny(stack, { seed })
  laptop.tables.call('PutItem', { TableName: 'Latchkey-Things', Item: { pk: { S: 'own' } } })
  await send(laptop, ann, 'hello')
  await laptop.clock.advance(1000)
  laptop.faults.add('sms', 'lost')
  assert.equal((await post(laptop, 'reset', '')).status, 204)
  const { Items } = laptop.tables.call('Scan', { TableName: 'Latchkey-Things' })
  assert.equal(JSON.stringify(Items), '[{"pk":{"S":"seeded"}}]')
  assert.deepEqual([laptop.clock.offsetMs, laptop.faults.list(), laptop.outbox.list()], [0, [], []])
  assert.deepEqual(seeds, [0], 'what was seeded is remembered, not made again')
})
