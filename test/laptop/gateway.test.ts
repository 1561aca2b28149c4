import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { APIGatewayProxyEvent } from 'aws-lambda'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const echo = `export const handler = async (event, context) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
  body: JSON.stringify({ event, now: Date.now(), made: new Date().getTime(), env: process.env, request: context.awsRequestId }),
})`

const secretNamed = (key: string) => ({
  'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Whole' }, `:SecretString:${key}::}}`]],
})
const [proof, part] = [secretNamed(''), secretNamed('word')]

const stack: TinyStack = {
  functions: {
    Echo: { code: echo, environment: { TABLE: { Ref: 'Things' }, PROOF: proof, PART: part } },
    Broken: { code: 'export const handler = async () => { throw new Error("no") }' },
    Slow: { code: 'export const handler = () => new Promise(() => setInterval(() => {}, 1000))', timeoutSeconds: 1 },
    Unloadable: { code: 'import "nowhere-to-be-found"; export const handler = async () => ({})' },
    Malformed: { code: 'export const handler = async () => "hello"' },
    Counter: {
      code: 'let n = 0; export const handler = async () => { n += 1; const mine = n; await new Promise((r) => setTimeout(r, 20)); return { statusCode: 200, body: String(mine === n) } }',
    },
  },
  routes: {
    'GET /': 'Echo',
    'POST /things/{id}': 'Echo',
    'GET /things/all': 'Echo',
    'POST /operator': 'Echo',
    'GET /broken': 'Broken',
    'GET /slow': 'Slow',
    'GET /unloadable': 'Unloadable',
    'GET /malformed': 'Malformed',
    'GET /counter': 'Counter',
  },
  signed: ['POST /operator'],
  resources: {
    Whole: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: '{"word":"open"}' } },
    Things: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }], AttributeDefinitions: [] },
    },
  },
}

type Echoed = {
  readonly event: APIGatewayProxyEvent
  readonly now: number
  readonly made: number
  readonly env: Record<string, string | undefined>
  readonly request: string
}

const echoed = async (reply: Response): Promise<Echoed> => (await reply.json()) as Echoed

test('the gateway hands a function the event that API Gateway would', async () => {
  await using laptop = await runTiny(stack)
  const reply = await fetch(`${laptop.url}/things/caf%C3%A9%201?x=1&x=2&y=%26`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Latchkey-Local-Source': '203.0.113.7' },
    body: '{"a":"ä"}',
  })
  const { event, env, request } = await echoed(reply)
  assert.equal(reply.status, 200)
  assert.deepEqual(reply.headers.getSetCookie(), ['a=1', 'b=2'])
  assert.equal(event.resource, '/things/{id}')
  assert.deepEqual(event.pathParameters, { id: 'café 1' })
  assert.deepEqual(event.queryStringParameters, { x: '2', y: '&' })
  assert.deepEqual(event.multiValueQueryStringParameters, { x: ['1', '2'], y: ['&'] })
  assert.equal(event.body, '{"a":"ä"}')
  assert.equal(event.isBase64Encoded, false)
  assert.equal(event.requestContext.identity.sourceIp, '203.0.113.7')
  assert.equal(event.requestContext.requestId, request)
  assert.equal(reply.headers.get('x-amzn-requestid'), request)
  assert.ok(!Object.keys(event.headers).some((name) => name.toLowerCase() === 'latchkey-local-source'))
  assert.equal(env.TABLE, 'Latchkey-Things')
  assert.deepEqual([env.PROOF, env.PART], ['{"word":"open"}', 'open'])
  assert.equal(env.AWS_ENDPOINT_URL, laptop.awsUrl)
  assert.equal(env.HOME, undefined, 'nothing of this machine leaks into a function')
})

test('what a caller claims about its way here never replaces the address it was seen from', async () => {
  await using laptop = await runTiny(stack)
  const { event } = await echoed(await fetch(laptop.url, { headers: { 'x-forwarded-for': '198.51.100.9' } }))
  const forwarded = Object.entries(event.headers).filter(([name]) => name.toLowerCase() === 'x-forwarded-for')
  assert.deepEqual(forwarded, [['X-Forwarded-For', '198.51.100.9, 127.0.0.1']])
  assert.equal(event.requestContext.identity.sourceIp, '127.0.0.1')
  const nowhere = await fetch(laptop.url, { headers: { 'Latchkey-Local-Source': 'the moon' } })
  assert.equal(nowhere.status, 400)
})

test('names that JavaScript itself uses are names like any other', async () => {
  await using laptop = await runTiny(stack)
  const { event } = await echoed(
    await fetch(`${laptop.url}/?__proto__=1&constructor=2`, { headers: { constructor: 'x' } }),
  )
  assert.deepEqual(event.multiValueQueryStringParameters, JSON.parse('{"__proto__":["1"],"constructor":["2"]}'))
  assert.equal(Object.entries(event.headers).find(([name]) => name === 'constructor')?.[1], 'x')
})

test('a fixed path wins over a variable one, and the root answers too', async () => {
  await using laptop = await runTiny(stack)
  const fixed = await echoed(await fetch(`${laptop.url}/things/all`))
  assert.equal(fixed.event.resource, '/things/all')
  assert.equal(fixed.event.pathParameters, null)
  assert.equal(fixed.event.body, null)
  assert.equal(fixed.event.requestContext.identity.sourceIp, '127.0.0.1')
  assert.equal((await echoed(await fetch(laptop.url))).event.resource, '/')
})

test('whoever asks for what is not there, or sends too much or nonsense, gets a problem and no function runs', async () => {
  await using laptop = await runTiny(stack)
  const facts: readonly (readonly [string, RequestInit, number])[] = [
    ['/nowhere', {}, 403],
    ['/things/all/', {}, 403],
    ['/things/', { method: 'POST' }, 403],
    ['/things/1', { method: 'DELETE' }, 403],
    ['/things/%E0%A4%A', { method: 'POST' }, 400],
    ['/things/1', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) }, 413],
    ['/broken', {}, 502],
    ['/malformed', {}, 502],
    ['/unloadable', {}, 502],
    ['/slow', {}, 502],
  ]
  for (const [path, init, status] of facts) {
    const reply = await fetch(`${laptop.url}${path}`, init)
    assert.equal(reply.status, status, path)
    assert.equal(reply.headers.get('content-type'), 'application/problem+json')
    assert.equal(((await reply.json()) as { status: number }).status, status)
  }
})

test('a function that cannot load fails every time and does not stop the others', async () => {
  await using laptop = await runTiny(stack)
  const replies = await Promise.all(Array.from({ length: 5 }, () => fetch(`${laptop.url}/unloadable`)))
  assert.deepEqual(
    replies.map(({ status }) => status),
    [502, 502, 502, 502, 502],
  )
  assert.equal((await fetch(laptop.url)).status, 200)
})

test('one worker never works on two events at once, however many arrive', async () => {
  await using laptop = await runTiny(stack)
  const replies = await Promise.all(
    Array.from({ length: 20 }, async () => (await fetch(`${laptop.url}/counter`)).text()),
  )
  assert.deepEqual(new Set(replies), new Set(['true']))
})

test('a route that asks for a signature takes calls of this machine, and none of a web page elsewhere', async () => {
  await using laptop = await runTiny(stack)
  const own = await fetch(`${laptop.url}/operator`, { method: 'POST' })
  assert.equal(own.status, 200)
  assert.match((await echoed(own)).event.requestContext.identity.userArn ?? '', /^arn:aws:iam::/)
  const page = await fetch(`${laptop.url}/operator`, { method: 'POST', headers: { origin: 'https://example.com' } })
  assert.equal(page.status, 403)
})

test('moving the clock moves time in functions that are already warm', async () => {
  await using laptop = await runTiny(stack)
  const before = await echoed(await fetch(laptop.url))
  const moved = await fetch(`${laptop.url}/_local/clock`, { method: 'POST', body: '{"advanceSeconds":2592000}' })
  assert.equal(moved.status, 200)
  const after = await echoed(await fetch(laptop.url))
  const days = (after.now - before.now) / 86_400_000
  assert.ok(days >= 30 && days < 30.01, String(days))
  assert.ok(Math.abs(after.made - after.now) < 1000)
})
