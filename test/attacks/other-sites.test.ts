import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveCode, PHONE, PIN, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const WEB = { 'Latchkey-Client': 'web' }

/** Anna in a browser: all the cookies that it keeps, and sends along with whatever any page makes it ask. */
const inBrowser = async (w: World): Promise<string> => {
  await withAnna(w)
  const begun = await start(w, PHONE, WEB)
  const nonce = begun.cookies[0]?.split(';')[0] ?? ''
  const headers = { ...WEB, Cookie: nonce }
  await giveCode(w, begun.body.loginId, newestCode(w, PHONE), headers)
  const entered = await knock(w, `POST /login/${begun.body.loginId}/pin`, {
    body: { pin: PIN, trustDevice: true },
    headers,
  })
  return [nonce, ...entered.cookies.map((cookie) => cookie.split(';')[0])].join('; ')
}

test('cookies open nothing without the header that no form and no other site can send', async () => {
  const w = world()
  const Cookie = await inBrowser(w)
  const kinds: readonly Readonly<Record<string, string>>[] = [{}, { 'Latchkey-Client': 'app' }]
  for (const kind of kinds) {
    const renewed = await knock(w, 'POST /session/refresh', { headers: { ...kind, Cookie }, body: {} })
    assert.deepEqual([renewed.status, renewed.cookies], [401, []])
    w.passes(3_600_000)
    assert.equal((await start(w, PHONE, { ...kind, Cookie })).body.next, 'sms_code')
  }
  const named = await knock(w, 'POST /session/refresh', { headers: { 'Latchkey-Client': 'Web', Cookie }, body: {} })
  assert.equal(named.body.code, 'invalid_request')
  assert.equal((await knock(w, 'POST /session/refresh', { headers: { ...WEB, Cookie }, body: {} })).status, 200)
})

test('a body is read only as the JSON that it says it is: what a form can send begins nothing', async () => {
  const w = world()
  await withAnna(w)
  const raw = JSON.stringify({ phone: PHONE })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/json', '']) {
    const answer = await knock(w, 'POST /login/phone', { raw, headers: { 'Content-Type': type } })
    assert.deepEqual([answer.status, answer.body.fields?.[0].path], [400, 'Content-Type'], type)
  }
  assert.equal(w.sms.length, 0)
  const said = { 'Content-Type': 'Application/JSON; charset=utf-8' }
  assert.equal((await knock(w, 'POST /login/phone', { raw, headers: said })).status, 200)
})

test('a page of another origin is told nothing that its browser would let it read', async () => {
  const w = world()
  await withAnna(w)
  for (const Origin of ['https://evil.example.com', 'null', 'https://app.example.com.evil.example.com']) {
    for (const answer of [await start(w, PHONE, { Origin }), await knock(w, 'GET /me', { headers: { Origin } })])
      assert.deepEqual(
        Object.keys(answer.headers).filter((name) => /^access-control/i.test(name)),
        [],
        Origin,
      )
  }
  const { headers } = await start(w, PHONE, { Origin: 'https://app.example.com' })
  assert.equal(headers['Access-Control-Allow-Origin'], 'https://app.example.com')
  assert.equal(headers.Vary, 'Origin')
})

test('a browser’s refresh token shown by an app renews nothing, and an app’s in a browser’s cookie neither', async () => {
  const w = world()
  const Cookie = await inBrowser(w)
  const taken = /__Host-latchkey-refresh=([^;]+)/.exec(Cookie)?.[1] ?? ''
  const byApp = await knock(w, 'POST /session/refresh', { body: { refreshToken: taken } })
  assert.equal(byApp.body.code, 'unauthenticated')
  const [nonce = ''] = Cookie.split('; ')
  const otherBrowser = nonce.replace(/=.*/, `=${'A'.repeat(43)}`)
  const elsewhere = { ...WEB, Cookie: `${otherBrowser}; __Host-latchkey-refresh=${taken}` }
  const stolen = await knock(w, 'POST /session/refresh', { headers: elsewhere, body: {} })
  assert.equal(stolen.body.code, 'unauthenticated', 'a token belongs to the browser that it was given to')
  assert.equal((await knock(w, 'POST /session/refresh', { headers: { ...WEB, Cookie }, body: {} })).status, 200)
})
