import assert from 'node:assert/strict'
import { test } from 'node:test'
import { triesOn } from '#core/charge'
import { DAY, MINUTE } from '#core/time'
import { TableFault } from '#laptop/tables/engine'
import { withAdmin } from '#support/admin'
import { enterPin, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { type World, world } from '#support/world'

const WRONG = '502837'

const trusted = async (w: World) => ({
  'Latchkey-Device': String((await signIn(w, { trustDevice: true })).body.deviceToken),
})

/** As many logins on the device, none of which is used up by five tries of its own. */
const logins = async (w: World, device: Record<string, string>, many: number) => {
  const begun = await Promise.all(Array.from({ length: many }, () => start(w, PHONE, device)))
  assert.ok(begun.every(({ body }) => body.next === 'pin'))
  return begun.map(({ body }) => String(body.loginId))
}

const onDevice = async (w: World, personId: string) => {
  const [device] = await w.ports.sessions.devicesOf(personId)
  const person = await w.ports.people.read(personId)
  assert.ok(device && person)
  return triesOn(person, device.deviceId)
}

test('whoever has a trusted device compares five PINs on it, however many logins they begin first and in whatever order they try', async () => {
  for (const atOnce of [true, false]) {
    const w = world({ limits: { pinFailuresBeforeWaits: 100, pinFailuresUntilDisabled: 101 } })
    await withAnna(w)
    const device = await trusted(w)
    w.passes(DAY)
    const ids = await logins(w, device, 8)
    w.keys.asked.splice(0)
    const guess = (i: number) => enterPin(w, ids[i % ids.length] ?? '', otherThan(PIN, i + 1))
    const answers = atOnce ? await Promise.all(Array.from({ length: 24 }, (_, i) => guess(i))) : []
    for (let i = 0; !atOnce && i < 24; i++) answers.push(await guess(i))
    assert.equal(w.keys.asked.filter((asked) => asked === 'VerifyMac').length, 5)
    const told = answers.map(({ body }) => body.code)
    assert.deepEqual([...new Set(told)].sort(), ['login_closed', 'wrong_pin'])
    assert.equal((await enterPin(w, ids[7] ?? '')).body.code, 'login_closed', 'even the right one')
    assert.equal((await start(w, PHONE, device)).body.next, 'sms_code')
  }
})

test('where the fifth wrong PIN was counted and the device could not be taken away, the next PIN takes it away', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const device = await trusted(w)
  for (let i = 0; i < 5; i++) {
    w.passes(DAY)
    const { loginId } = (await start(w, PHONE, device)).body
    w.tables.onAsk = ({ operation }) => {
      if (operation === 'DeleteItem') throw new TableFault('ProvisionedThroughputExceededException', 'slow down')
    }
    assert.equal((await enterPin(w, loginId, WRONG)).body.code, i < 4 ? 'wrong_pin' : 'unavailable')
    w.tables.onAsk = () => {}
  }
  w.passes(DAY)
  const { loginId } = (await start(w, PHONE, device)).body
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
  assert.deepEqual(await w.ports.sessions.devicesOf(personId), [])
  assert.equal((await start(w, PHONE, device)).body.next, 'sms_code')
  w.passes(MINUTE)
  assert.equal((await signIn(w)).status, 200, 'the PIN itself is as good as ever')
})

test('a PIN that was not compared counts on no device, and a right one ends the row there', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const device = await trusted(w)
  w.passes(DAY)
  const [loginId = ''] = await logins(w, device, 1)
  const { verify } = w.ports.pinCheck
  Object.assign(w.ports.pinCheck, { verify: () => Promise.reject(new Error('no key')) })
  for (let i = 0; i < 7; i++) assert.equal((await enterPin(w, loginId)).body.code, 'unavailable')
  Object.assign(w.ports.pinCheck, { verify })
  assert.equal(await onDevice(w, personId), 0)
  assert.equal((await enterPin(w, loginId, WRONG)).body.code, 'wrong_pin')
  assert.equal(await onDevice(w, personId), 1)
  const { sign } = w.ports.signer
  Object.assign(w.ports.signer, { sign: () => Promise.reject(new Error('no key')) })
  for (let i = 0; i < 7; i++) assert.equal((await enterPin(w, loginId)).body.code, 'unavailable')
  Object.assign(w.ports.signer, { sign })
  assert.equal(await onDevice(w, personId), 1)
  assert.equal((await enterPin(w, loginId)).status, 200)
  assert.equal(await onDevice(w, personId), 0)
})

test('an admin who unlocks forgives what was tried on devices, and a person keeps no count of a device that is gone', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const device = await trusted(w)
  w.passes(DAY)
  const { ask } = await withAdmin(w, organisationId)
  const [loginId = ''] = await logins(w, device, 1)
  await enterPin(w, loginId, WRONG)
  await enterPin(w, loginId, WRONG)
  assert.equal((await ask(`POST /organisation/people/${personId}/unlock`, {})).status, 204)
  const fields = Object.keys((await w.ports.people.read(personId)) ?? {})
  assert.deepEqual(
    fields.filter((field) => field.startsWith('wrongOn_')),
    [],
  )
  const kept = await knock(w, 'GET /me', { token: (await signIn(w, {}, device)).body.accessToken })
  assert.equal(kept.status, 200)
})
