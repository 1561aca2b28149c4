import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withAdmin } from '#support/admin'
import { PASSWORD, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { world } from '#support/world'

const GERMAN = '+49 1512 3456789'

test('an admin cannot open a country that this deployment sends nothing to', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const opened = await ask('PATCH /organisation', { body: { countries: ['GB', 'DE'] } })
  assert.equal(opened.body.code, 'invalid_request')
  assert.equal((await ask('PATCH /organisation', { body: { countries: ['GB', 'FI'] } })).status, 200)
})

test("nothing is sent to a number that was typed, in a country that was taken off the deployment's list", async () => {
  const w = world()
  const { organisationId } = await withBen(w, { phone: undefined }, { countries: ['GB', 'DE'] })
  const { loginId } = (await startByEmail(w)).body
  const entered = await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: GERMAN } })
  assert.equal(entered.body.code, 'country_not_allowed')
  const { ask } = await withAdmin(w, organisationId)
  const changed = await ask('POST /me/phone', { body: { phone: GERMAN, currentPassword: PASSWORD } })
  assert.equal(changed.body.code, 'country_not_allowed')
})
