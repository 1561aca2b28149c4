import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '#core/time'
import { PHONE, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, EMAIL, PASSWORD, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const forgot = (w: World, body: object, source: string, device?: string) =>
  knock(w, `POST /${'phone' in body ? 'pin' : 'password'}-reset`, {
    ...{ body, source },
    ...(device === undefined ? {} : { headers: { 'Latchkey-Device': device } }),
  })

/** Ben's device, on which he gave password and code. */
const bensDevice = async (w: World): Promise<string> => {
  const { loginId } = (await startByEmail(w, { source: '203.0.113.60' })).body
  const body = { code: newestCode(w, BENS_PHONE), trustDevice: true }
  return (await knock(w, `POST /login/${loginId}/code`, { body })).body.deviceToken
}

test('whoever uses up the resets of a number or address leaves the device its owner signed in on its own', async () => {
  const w = world()
  await withAnna(w)
  await withBen(w)
  const anna: string = (await signIn(w, { trustDevice: true })).body.deviceToken
  const ben = await bensDevice(w)
  w.passes(HOUR)
  for (const [body, device, foreign] of [
    [{ phone: PHONE }, anna, ben],
    [{ email: EMAIL }, ben, anna],
  ] as const) {
    for (let n = 0; n < 3; n++) assert.equal((await forgot(w, body, `198.51.${n}.1`)).status, 200)
    assert.equal((await forgot(w, body, '203.0.113.9')).body.code, 'too_many_requests')
    assert.equal((await forgot(w, body, '203.0.113.9', foreign)).body.code, 'too_many_requests')
    assert.equal((await forgot(w, body, '203.0.113.9', `${device.slice(0, -4)}AAAA`)).body.code, 'too_many_requests')
    for (let n = 0; n < 3; n++) assert.equal((await forgot(w, body, `203.0.${n}.9`, device)).status, 200)
    const spent = await forgot(w, body, '203.0.113.9', device)
    assert.deepEqual([spent.status, spent.body.code], [429, 'too_many_requests'])
    assert.equal(spent.headers['Retry-After'], String(spent.body.retryAfterSeconds))
  }
})

test('a network that used up its starts keeps nobody away who comes on a device they signed in on', async () => {
  const w = world({ limits: { startsPerSourceAndHour: 2 } })
  await withAnna(w)
  await withBen(w)
  const anna: string = (await signIn(w, { trustDevice: true })).body.deviceToken
  const ben = await bensDevice(w)
  // The device is known for longer than it is trusted.
  w.passes(31 * DAY)
  const source = '198.51.100.7'
  for (let n = 0; n < 2; n++) await start(w, `+44770090018${n}`, {}, source)
  const asked = (device?: string) => {
    const headers: Record<string, string> = device === undefined ? {} : { 'Latchkey-Device': device }
    return Promise.all([
      start(w, PHONE, headers, source),
      startByEmail(w, { email: EMAIL, password: PASSWORD, headers, source }),
      forgot(w, { phone: PHONE }, source, device),
      forgot(w, { email: EMAIL }, source, device),
    ])
  }
  assert.deepEqual(
    (await asked()).map(({ status }) => status),
    [429, 429, 429, 429],
  )
  assert.deepEqual(
    (await asked(anna)).map(({ status }) => status),
    [200, 429, 200, 429],
  )
  assert.deepEqual(
    (await asked(ben)).map(({ status }) => status),
    [429, 200, 429, 200],
  )
})
