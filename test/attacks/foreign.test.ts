import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE, SECOND } from '#core/time'
import {
  createOrganisation,
  createPerson,
  enterPin,
  giveCode,
  givePin,
  PHONE,
  PIN,
  signIn,
  start,
  withAnna,
} from '#support/anna'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const BENS_PHONE = '+447700900188'
const BENS_PIN = '794052'

const withBen = async (w: World, organisationId: string) => {
  const personId = await createPerson(w, organisationId, {
    name: 'Ben Example',
    phone: BENS_PHONE,
    email: 'ben@example.com',
  })
  await givePin(w, personId, BENS_PIN)
  return personId
}

/** Every token that differs from this one by one letter taken away, added or changed in each part. */
const near = (token: string): string[] => {
  const flip = (letter: string | undefined) => (letter === 'A' ? 'B' : 'A')
  const at = [...token.matchAll(/[A-Za-z0-9_-]+/g)].map(({ index }) => index)
  return [
    token.slice(0, -1),
    token.slice(1),
    `${token}A`,
    `${token}=`,
    ` ${token}x`,
    token.replaceAll('.', '~'),
    token.toLowerCase(),
    ...at.map((i) => `${token.slice(0, i)}${flip(token[i])}${token.slice(i + 1)}`),
    ...at.map((i) => `${token.slice(0, i)}${token.slice(i + 1)}`),
  ].filter((other) => other !== token)
}

const isTrustedOn = async (w: World, phone: string, token: string) => {
  w.passes(3 * HOUR)
  return (await start(w, phone, { 'Latchkey-Device': token })).body.next === 'pin'
}

test("the token of another person's device never stands in for a code", async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  await withBen(w, organisationId)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  const retagged = deviceToken.replace(deviceToken.split('.')[4] ?? '', w.ports.lookup.phone(BENS_PHONE).slice(0, 8))
  assert.equal(await isTrustedOn(w, BENS_PHONE, deviceToken), false)
  assert.equal(await isTrustedOn(w, BENS_PHONE, retagged), false, "Anna's device, labelled for Ben's number")
  assert.equal(await isTrustedOn(w, PHONE, deviceToken), true)
})

test('a device token that was cut, lengthened or changed in any part is no trust', async () => {
  const w = world()
  await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  for (const other of near(deviceToken)) assert.equal(await isTrustedOn(w, PHONE, other), false, other)
})

test('a refresh token that was cut, lengthened or changed in any part is nobody, and costs the session nothing', async () => {
  const w = world()
  await withAnna(w)
  const { refreshToken } = (await signIn(w)).body
  const [session] = await w.ports.sessions.sessionsOf(refreshToken.split('.')[1] ?? '')
  for (const other of near(refreshToken))
    assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken: other } })).status, 401, other)
  assert.ok(session)
  const elsewhere = await createOrganisation(w, { name: 'Other' })
  const moved = refreshToken.replace(refreshToken.split('.')[2] ?? '', elsewhere)
  const answer = await knock(w, 'POST /session/refresh', { body: { refreshToken: moved } })
  assert.equal(answer.body.code, 'unauthenticated', "another organisation's rule is not asked")
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 200)
})

test('an access token changed in any part, of another issuer or after its end opens nothing', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  for (const other of near(accessToken)) {
    assert.equal((await knock(w, 'GET /me', { headers: { Authorization: `Bearer ${other}` } })).status, 401, other)
  }
  const [, payload = ''] = accessToken.split('.')
  const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`
  assert.equal((await knock(w, 'GET /me', { token: unsigned })).status, 401)
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  for (const lie of [{ iss: 'https://evil.example.com' }, { aud: 'https://other.example.com' }]) {
    assert.equal((await knock(w, 'GET /me', { token: await w.ports.signer.sign({ ...claims, ...lie }) })).status, 401)
  }
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 200)
  w.passes(15 * MINUTE - SECOND)
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 200)
  w.passes(SECOND)
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 401, 'fifteen minutes, and no more')
})

test("a handle is worth nothing at another login, and another person's code and PIN are worth nothing at mine", async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  await withBen(w, organisationId)
  const anna = (await start(w)).body.loginId
  const ben = (await start(w, BENS_PHONE)).body.loginId
  const [annas, bens] = [newestCode(w, PHONE), newestCode(w, BENS_PHONE)]
  const mixed = `${ben.slice(0, 22)}${anna.slice(22)}`
  assert.equal((await giveCode(w, mixed, bens)).body.code, 'login_closed')
  if (annas !== bens) assert.equal((await giveCode(w, anna, bens)).body.code, 'wrong_code')
  await giveCode(w, anna, annas)
  assert.equal((await enterPin(w, anna, BENS_PIN)).body.code, 'wrong_pin')
  assert.equal((await enterPin(w, ben, BENS_PIN)).body.code, 'login_closed', 'no PIN before the code')
})

test('a login that an attacker began is never finished for the attacker by the victim', async () => {
  const w = world()
  await withAnna(w)
  const theirs = (await start(w)).body.loginId
  const mine = (await start(w)).body.loginId
  assert.equal(theirs.slice(0, 22), mine.slice(0, 22), 'the same network: the same running login')
  assert.equal((await giveCode(w, mine, newestCode(w, PHONE))).status, 200)
  for (const pin of [PIN, '000001']) assert.equal((await enterPin(w, theirs, pin)).body.code, 'login_closed')
  assert.equal((await knock(w, `GET /login/${theirs}`)).body.code, 'login_closed')
  assert.equal((await enterPin(w, mine)).status, 200)
  assert.equal((await enterPin(w, theirs)).body.code, 'login_closed')
})

test('nothing that could be a token leaves before the last proof', async () => {
  const w = world()
  await withAnna(w)
  for (const kind of ['app', 'web']) {
    w.passes(20 * MINUTE)
    const begun = await start(w, PHONE, { 'Latchkey-Client': kind })
    const nonce = begun.cookies[0]?.split(';')[0] ?? ''
    const headers: Record<string, string> = kind === 'web' ? { 'Latchkey-Client': 'web', Cookie: nonce } : {}
    const passed = await giveCode(w, begun.body.loginId, newestCode(w, PHONE), headers)
    const wrong = await enterPin(w, begun.body.loginId, '000001', { trustDevice: true }, headers)
    for (const answer of [begun, passed, wrong]) {
      const text = JSON.stringify([answer.body, answer.headers, answer.cookies])
      assert.doesNotMatch(text, /lkr1\.|lkd1\.|eyJ|latchkey-refresh|latchkey-devices/)
    }
  }
})

test('a login that began before a new PIN cannot be finished after it', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  await givePin(w, personId, '518306')
  for (const pin of [PIN, '518306']) assert.equal((await enterPin(w, loginId, pin)).body.code, 'login_closed')
})

test('trust that was ended after the start ends the login at its last step', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  w.passes(20 * MINUTE)
  const { body } = await start(w, PHONE, { 'Latchkey-Device': deviceToken })
  assert.equal(body.next, 'pin')
  const [device] = await w.ports.sessions.devicesOf(personId)
  await w.ports.sessions.endDevice(personId, device?.deviceId ?? '')
  assert.equal((await enterPin(w, body.loginId)).body.code, 'login_closed')
})
