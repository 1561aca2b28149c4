import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { routes } from '#lambdas/routes'
import { clientPackage } from '#lib/client-package'
import { typeOf } from '#lib/client-types'
import { latchkeyClient, Problem } from '../../web/client/latchkey-client.js'

type Asked = { readonly url: string; readonly init: RequestInit }

const answering = (...answers: readonly (Response | Error)[]) => {
  const asked: Asked[] = []
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    asked.push({ url: String(url), init })
    const answer = answers[asked.length - 1]
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often')
    return answer
  }
  return { asked, fetch }
}

const headersOf = (asked: Asked | undefined) => (asked?.init.headers ?? {}) as Readonly<Record<string, string>>

test('the client that others install is made from the route table as it is now', () => {
  for (const [path, text] of Object.entries(clientPackage(routes))) {
    const committed = readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')
    assert.equal(committed, text, `${path} is not current: node bin/client.ts`)
  }
})

test('the installed client brings no dependency and names every door', () => {
  const { 'web/client/latchkey-client.js': script = '', 'web/client/latchkey-client.d.ts': types = '' } =
    clientPackage(routes)
  assert.doesNotMatch(script, /\bimport\b.*from|require\(/)
  assert.doesNotMatch(types, /\bimport\b|zod/)
  for (const { route } of routes) assert.ok(types.includes(`"${route}"`), route)
})

test('a call fills in the path, sends what it was given, and says which kind of client it is', async () => {
  const { asked, fetch } = answering(Response.json({ next: 'pin' }))
  const client = latchkeyClient({ origin: 'https://auth.example.com', kind: 'app', language: () => 'fi', fetch })
  const ask = { params: { loginId: 'a/b' }, body: { code: '123456' } }
  const reply = await client.call('POST /login/{loginId}/code', ask)
  assert.deepEqual(reply, { next: 'pin' })
  assert.equal(asked[0]?.url, 'https://auth.example.com/login/a%2Fb/code')
  assert.equal(asked[0]?.init.body, '{"code":"123456"}')
  assert.equal(asked[0]?.init.credentials, 'omit')
  assert.equal(headersOf(asked[0])['Latchkey-Client'], 'app')
  assert.equal(headersOf(asked[0])['Accept-Language'], 'fi')
})

test('a call that was lost on the way is sent once more, as the same call', async () => {
  const { asked, fetch } = answering(new TypeError('network'), Response.json({ code: {} }))
  const client = latchkeyClient({ kind: 'web', fetch })
  await client.call('POST /login/{loginId}/code/resend', { params: { loginId: 'x' }, body: {} })
  const keys = asked.map((each) => headersOf(each)['Idempotency-Key'])
  assert.equal(keys.length, 2)
  assert.ok(keys[0])
  assert.equal(keys[0], keys[1])
})

test('without any answer the caller learns that nothing is known', async () => {
  const { fetch } = answering(new TypeError('network'), new TypeError('network'))
  const call = latchkeyClient({ kind: 'web', fetch }).call('GET /health')
  await assert.rejects(call, (error: unknown) => error instanceof Problem && error.code === 'offline')
})

test('a refusal is thrown with its word and its sentences, and a page of a proxy is only "unavailable"', async () => {
  const problem = { code: 'wrong_code', status: 422, title: 'That code is not right', detail: 'x', attemptsLeft: 4 }
  const refused = new Response(JSON.stringify(problem), {
    status: 422,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  })
  const { fetch } = answering(refused, new Response('<h1>Bad gateway</h1>', { status: 502 }))
  const client = latchkeyClient({ kind: 'web', fetch })
  const thrown = await client.call('GET /me').catch((error: unknown) => error)
  assert.ok(thrown instanceof Problem)
  assert.equal(thrown.code, 'wrong_code')
  assert.equal(thrown.facts.attemptsLeft, 4)
  await assert.rejects(
    client.call('GET /me'),
    (error: unknown) => error instanceof Problem && error.code === 'unavailable' && error.facts.status === 502,
  )
})

test('a schema is told as the type that TypeScript knows', () => {
  const schema = {
    type: 'object',
    properties: {
      next: { enum: ['pin', 'code'] },
      left: { type: 'integer' },
      all: { type: 'array', items: { type: 'string' } },
    },
    required: ['next'],
  }
  assert.equal(
    typeOf(schema),
    '{ readonly next: "pin" | "code"; readonly left?: number; readonly all?: readonly (string)[] }',
  )
})
