import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { DAY } from '#core/time'
import { signIn, withAnna } from '#support/anna'
import { BENS_PHONE, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { newestCode, world } from '#support/world'

test('a person sees every device and session there is, however many, and can end each', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const token: string = (await signIn(w, { trustDevice: true })).body.accessToken
  const [device] = await w.ports.sessions.devicesOf(personId)
  const [session] = await w.ports.sessions.sessionsOf(personId)
  for (let i = 0; i < 120; i++) {
    await w.db.put('trust', { ...device, deviceId: `device-${i}`, ...keys.device(personId, `device-${i}`) })
    await w.db.put('trust', { ...session, sessionId: `session-${i}`, ...keys.session(personId, `session-${i}`) })
  }
  assert.equal((await knock(w, 'GET /me/devices', { token })).body.items.length, 121)
  assert.equal((await knock(w, 'GET /me/sessions', { token })).body.items.length, 121)
})

test('a device that skips the monthly second factor is listed as trusted, until the day that ends', async () => {
  const w = world()
  await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  const { body } = await knock(w, `POST /login/${loginId}/code`, {
    body: { code: newestCode(w, BENS_PHONE), trustDevice: true },
  })
  const [device] = (await knock(w, 'GET /me/devices', { token: body.accessToken })).body.items
  assert.equal(device.trusted, true)
  assert.equal(device.trustedUntil, new Date(w.now() + 30 * DAY).toISOString())
})
