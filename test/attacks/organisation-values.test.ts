import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withAdmin } from '#support/admin'
import { withBen } from '#support/ben'
import { knock } from '#support/door'
import { type World, world } from '#support/world'

const withSettings = async (w: World) => {
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  return { organisationId, change: (body: object) => ask('PATCH /organisation', { body }), ask }
}

test('no network as wide as a part of the internet is exempt: two-factor is switched off by its own switch', async () => {
  const w = world()
  const { change, ask } = await withSettings(w)
  for (const wide of ['0.0.0.0/0', '::/0', '128.0.0.0/1', '16.0.0.0/7', '2000::/3', '2000::/15', '::ffff:0.0.0.0/0']) {
    const { status, body } = await change({ twoFactor: { exemptNetworks: ['203.0.113.0/24', wide] } })
    assert.deepEqual([status, body.fields?.[0]?.path], [400, 'twoFactor.exemptNetworks'], wide)
  }
  assert.deepEqual((await ask('GET /organisation')).body.twoFactor.exemptNetworks, [])
  for (const narrow of ['10.0.0.0/8', '203.0.113.7/32', '2001::/16', '2001:db8::/32'])
    assert.equal((await change({ twoFactor: { exemptNetworks: [narrow] } })).status, 200, narrow)
})

test('an organisation from before, with such a network, keeps it and changes everything else', async () => {
  const w = world()
  const { organisationId, change } = await withSettings(w)
  const before = await w.ports.organisations.read(organisationId)
  assert.ok(before)
  const twoFactor = { ...before.twoFactor, exemptNetworks: ['0.0.0.0/0'] }
  const line = { auditId: 'x', organisationId, at: w.now(), by: { kind: 'operator' }, changes: [] } as const
  const deed = { line: { ...line, action: 'organisation_changed' } } as const
  assert.equal(await w.ports.administration.settings(before, { ...before, twoFactor }, deed), 'done')
  assert.equal((await change({ name: 'Clinic by the sea' })).status, 200)
  assert.equal((await change({ twoFactor: { exemptNetworks: ['0.0.0.0/0', '203.0.113.0/24'] } })).status, 200)
  assert.equal((await change({ twoFactor: { exemptNetworks: ['203.0.113.0/24'] } })).status, 200)
  assert.equal((await change({ twoFactor: { exemptNetworks: ['0.0.0.0/0'] } })).status, 400)
})

test('a country or a network stands in a list once', async () => {
  const w = world()
  const { organisationId, change } = await withSettings(w)
  const smsBudget = { limit: '1', currency: 'EUR' }
  const organisation = { name: 'Clinic', defaultCountry: 'GB', smsBudget }
  const countries = ['GB', 'FI', 'GB']
  const answers = [
    await change({ countries }),
    await change({ twoFactor: { exemptNetworks: ['203.0.113.0/24', '203.0.113.0/24'] } }),
    await knock(w, 'POST /operator/organisations', { body: { ...organisation, countries } }),
    await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: { countries } }),
  ]
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code, body.fields?.[0]?.path]),
    ['countries', 'twoFactor.exemptNetworks', 'countries', 'countries'].map((path) => [400, 'invalid_request', path]),
  )
})

test('a name that JavaScript has for every object is no country to have a price for, and no field of anything', async () => {
  const w = world()
  const { organisationId } = await withSettings(w)
  const before = await w.ports.organisations.read(organisationId)
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    for (const said of [
      `{"smsPrices":{"${name}":"0.10"}}`,
      `{"smsPrices":{"GB":"0.10","${name}":"0.10"}}`,
      `{"${name}":{}}`,
    ]) {
      const { status, body } = await knock(w, `PATCH /operator/organisations/${organisationId}`, {
        body: JSON.parse(said),
      })
      assert.deepEqual([status, body.code], [400, 'invalid_request'], said)
    }
  assert.deepEqual(await w.ports.organisations.read(organisationId), before)
})
