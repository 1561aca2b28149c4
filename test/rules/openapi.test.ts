import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as z from 'zod/mini'
import { routes } from '#lambdas/routes'
import { openapi } from '#runtime/openapi'
import { knock } from '#support/door'
import { testStage, world } from '#support/world'

test('the committed OpenAPI document is what the route table says (npm run openapi)', () => {
  const committed = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'))
  assert.deepEqual(committed, JSON.parse(JSON.stringify(openapi(routes))))
})

test('every call tells what it may answer: to headers that are not understood, to a key that is used again, and for the gateway', () => {
  for (const [path, calls] of Object.entries(openapi(routes).paths))
    for (const [method, call] of Object.entries(calls)) {
      const { responses } = call as { responses: Record<string, { description: string }> }
      assert.match(responses[400]?.description ?? '', /invalid_request/, `${method} ${path}`)
      assert.ok(responses.default, `${method} ${path}`)
      for (const status of [409, 422])
        assert.equal(
          /idempotency_conflict/.test(responses[status]?.description ?? ''),
          method !== 'get',
          `${method} ${path} ${status}`,
        )
    }
})

/** Every object in a schema, with where it stands. */
const objectsIn = (schema: unknown, at: string): readonly (readonly [string, Record<string, unknown>])[] => {
  if (typeof schema !== 'object' || schema === null) return []
  const inside = Object.entries(schema).flatMap(([name, part]) => objectsIn(part, `${at}.${name}`))
  return 'properties' in schema ? [[at, { ...schema }], ...inside] : inside
}

test('no call takes a field that it does not know, however deep, in a body or a query', () => {
  const taken = routes.flatMap(({ route, body, query }) =>
    [body, query].flatMap((shape) =>
      shape === undefined ? [] : objectsIn(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }), route),
    ),
  )
  assert.ok(taken.length > 35, `${taken.length} shapes`)
  for (const [at, { additionalProperties }] of taken) assert.equal(additionalProperties, false, at)
})

test('apps find the document, the keys, the issuer and a sign of life without signing in', async () => {
  const w = world()
  const document = await knock(w, 'GET /openapi.json')
  assert.deepEqual(document.body.servers, [{ url: testStage.publicOrigin }])
  assert.equal(Object.keys(document.body.paths['/login/phone']).join(), 'post')
  const configuration = await knock(w, 'GET /.well-known/openid-configuration')
  assert.equal(configuration.body.issuer, testStage.issuer)
  assert.equal(configuration.body.jwks_uri, `${testStage.issuer}/.well-known/jwks.json`)
  const { keys } = (await knock(w, 'GET /.well-known/jwks.json')).body
  assert.deepEqual([keys.length, keys[0].kty, keys[0].alg, keys[0].use], [1, 'RSA', 'RS256', 'sig'])
  assert.equal((await knock(w, 'GET /health')).body.status, 'ok')
})
