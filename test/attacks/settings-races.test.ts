import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE, SECOND } from '#core/time'
import { withAdmin } from '#support/admin'
import { createOrganisation, enterPin, PHONE, signIn, start, withAnna } from '#support/anna'
import { withBen } from '#support/ben'
import { world } from '#support/world'

test('an admin who lists a network does not undo the two-factor rule that another admin set a moment before', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const change = (twoFactor: object) => ask('PATCH /organisation', { body: { twoFactor } })
  let met = 0
  w.tables.onAsk = async ({ operation, input }) => {
    const isSettings = operation === 'TransactWriteItems' && JSON.stringify(input).includes('exemptNetworks')
    if (!isSettings || met++ > 0) return
    assert.equal((await change({ required: true })).status, 200)
  }
  await change({ exemptNetworks: ['203.0.113.0/24'] })
  const { twoFactor } = (await ask('GET /organisation')).body
  assert.ok(met > 0)
  assert.equal(twoFactor.required, true)
})

test('a device that asked for trust while that was forbidden is not trusted once it is allowed', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  await ask('PATCH /organisation', { body: { trustedDevices: { allowed: false } } })
  w.passes(MINUTE)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  w.passes(MINUTE)
  const allowed = await ask('PATCH /organisation', { body: { trustedDevices: { allowed: true } } })
  assert.equal(allowed.status, 200, JSON.stringify(allowed.body))
  w.passes(MINUTE)
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
})

test('a trusted login that stands before its PIN ends when trust is forbidden, and stays ended when it is allowed again', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const allow = async (allowed: boolean) => {
    w.passes(SECOND)
    assert.equal((await ask('PATCH /organisation', { body: { trustedDevices: { allowed } } })).status, 200)
  }
  const headers = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  w.passes(MINUTE)
  const begin = async (): Promise<string> => {
    const { body } = await start(w, PHONE, headers)
    assert.equal(body.next, 'pin')
    return body.loginId
  }
  const [first, second] = [await begin(), await begin()]
  await allow(false)
  assert.equal((await enterPin(w, first)).body.code, 'login_closed')
  await allow(true)
  assert.equal((await enterPin(w, second)).body.code, 'login_closed')
  assert.equal((await w.ports.sessions.sessionsOf(headers['Latchkey-Device'].split('.')[1] ?? '')).length, 1)
})

test('other settings end no trusted login, and neither does another organisation', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const ours = await withAdmin(w, organisationId)
  const theirs = await withAdmin(w, await createOrganisation(w, { name: 'Elsewhere' }))
  const headers = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  w.passes(MINUTE)
  const { loginId } = (await start(w, PHONE, headers)).body
  w.passes(SECOND)
  await ours.ask('PATCH /organisation', { body: { name: 'Clinic on the hill' } })
  await theirs.ask('PATCH /organisation', { body: { trustedDevices: { allowed: false } } })
  assert.equal((await enterPin(w, loginId)).status, 200)
})

test('a PIN that is right in the moment in which an admin unlocks is right, and leaves nothing charged', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  const { loginId } = (await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body
  let met = 0
  w.tables.onAsk = async ({ operation, input }) => {
    const isSession = operation === 'TransactWriteItems' && JSON.stringify(input).includes(`SESSION#`)
    if (!isSession || met++ > 0) return
    assert.equal((await ask(`POST /organisation/people/${personId}/unlock`)).status, 204)
  }
  assert.equal((await enterPin(w, loginId)).status, 200)
  assert.ok(met > 0)
  const person = await w.ports.people.read(personId)
  assert.equal(person?.pinFailures, 0)
  assert.ok((person?.pinFullAtOfKnown ?? 0) <= w.now())
})
