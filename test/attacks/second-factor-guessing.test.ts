import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { createOrganisation, otherThan, PHONE, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, newestMailCode, PASSWORD, setOrganisation, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

/** Wrong codes by somebody who has Ben's password, over as many logins as he is given; answers how many were compared. */
const guess = async (w: World, codeOf: () => string, logins: number): Promise<number> => {
  let compared = 0
  for (let i = 0; i < logins; i++) {
    w.passes(3 * HOUR)
    const { loginId } = (await startByEmail(w)).body
    if (loginId === undefined) continue
    for (let by = 1; by <= 5; by++) {
      const { body } = await knock(w, `POST /login/${loginId}/code`, { body: { code: otherThan(codeOf(), by) } })
      compared += body.code === 'wrong_code' ? 1 : 0
    }
  }
  return compared
}

test('whoever has a stolen password gets fifteen guesses at the second factor, over all logins', async () => {
  const w = world()
  await withBen(w)
  assert.equal(await guess(w, () => newestCode(w, BENS_PHONE), 6), 15)
  assert.equal((await startByEmail(w)).body.code, 'step_up_required')
})

test('unlocking a person forgives wrong codes from their mailbox as well', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const byMail = { twoFactor: { required: true, method: 'email' as const, exemptNetworks: [] } }
  await setOrganisation(w, organisationId, byMail)
  assert.equal(await guess(w, () => newestMailCode(w), 4), 15)
  const { ask } = await withAdmin(w, organisationId)
  await setOrganisation(w, organisationId, byMail)
  const again = await ask(`POST /organisation/people/${personId}/unlock`)
  assert.equal(again.status, 204, JSON.stringify(again.body))
  w.passes(3 * HOUR)
  assert.equal((await startByEmail(w)).body.next, 'code')
})

test('where no number is on file, a stolen password begins as few logins as anywhere else', async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  for (let i = 0; i < 3; i++) assert.equal((await startByEmail(w)).body.next, 'phone_number')
  const fourth = await startByEmail(w)
  assert.equal(fourth.body.code, 'too_many_requests')
  w.passes(16 * MINUTE)
  assert.equal((await startByEmail(w)).body.next, 'phone_number')
})

test("nobody uses up a number's own allowance by entering it as their new number", async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  await setOrganisation(w, organisationId, { trustedDevices: { allowed: false } })
  const elsewhere = await withAdmin(w, await createOrganisation(w))
  const body = { phone: PHONE, currentPassword: PASSWORD }
  for (let i = 0; i < 3; i++) assert.equal((await elsewhere.ask('POST /me/phone', { body })).status, 200)
  assert.equal((await elsewhere.ask('POST /me/phone', { body })).body.code, 'too_many_requests')
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
})

test("nobody uses up a number's own allowance by entering it for their own login", async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  await setOrganisation(w, organisationId, { trustedDevices: { allowed: false } })
  await withBen(w, { phone: undefined })
  for (let i = 0; i < 3; i++) {
    const { loginId } = (await startByEmail(w)).body
    const entered = await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: PHONE } })
    assert.equal(entered.body.next, 'email_code')
  }
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
})
