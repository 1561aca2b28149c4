import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { PHONE, signIn, start, withAnna } from '#support/anna'
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
