import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import type { Organisation } from '#core/person'
import { DAY, HOUR, MINUTE } from '#core/time'
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

test('whoever has a stolen password gets fifteen guesses at the second factor, and then fifteen at the first of two, over all logins', async () => {
  // The row of wrong codes would end them as well.
  const w = world({ limits: { codeFailuresUntilDisabledOfKnown: 90 } })
  await withBen(w)
  assert.equal(await guess(w, () => newestCode(w, BENS_PHONE), 3), 15)
  assert.equal(await guess(w, () => newestCode(w, BENS_PHONE), 6), 15)
  assert.equal((await startByEmail(w)).body.code, 'step_up_required')
})

/** Ben after fifteen wrong codes, at the first code of a login that asks for both. */
const atFirstOfBoth = async (w: World) => {
  const ids = await withBen(w)
  await guess(w, () => newestCode(w, BENS_PHONE), 3)
  w.passes(3 * HOUR)
  const begun = await startByEmail(w)
  assert.deepEqual([begun.body.next, begun.body.code.channel, begun.body.code.followedBy], ['code', 'sms', 'email'])
  return { ...ids, loginId: String(begun.body.loginId) }
}
const give = (w: World, loginId: string, code: string) => knock(w, `POST /login/${loginId}/code`, { body: { code } })

test('after fifteen wrong codes Ben gets in with a code by text message and then another by e-mail', async () => {
  const w = world()
  const { loginId } = await atFirstOfBoth(w)
  const first = await give(w, loginId, newestCode(w, BENS_PHONE))
  assert.deepEqual([first.body.next, first.body.code?.channel], ['email_code', 'email'], JSON.stringify(first.body))
  assert.match(first.body.code.sentTo, /@/)
  assert.ok(!('followedBy' in first.body.code), 'this is the last')
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.next, 'email_code')
  assert.equal((await give(w, loginId, newestCode(w, BENS_PHONE))).body.code, 'wrong_code', 'one code is not enough')
  const mailed = newestMailCode(w)
  const session = await give(w, loginId, mailed)
  assert.equal(session.status, 200, JSON.stringify(session.body))
  const claims = JSON.parse(Buffer.from(session.body.accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
  assert.deepEqual(claims.amr, ['pwd', 'sms', 'otp', 'mfa'])
  assert.equal((await give(w, loginId, mailed)).body.code, 'login_closed')
})

test('neither of the two codes can be had by the other channel, or given in the other place', async () => {
  const w = world()
  const { loginId } = await atFirstOfBoth(w)
  w.passes(MINUTE)
  const byMail = await knock(w, `POST /login/${loginId}/code/resend`, { body: { channel: 'email' } })
  assert.deepEqual([byMail.status, byMail.body.code], [400, 'invalid_request'])
  await give(w, loginId, newestCode(w, BENS_PHONE))
  w.passes(5 * MINUTE)
  const bySms = await knock(w, `POST /login/${loginId}/code/resend`, { body: { channel: 'sms' } })
  assert.deepEqual([bySms.status, bySms.body.code], [400, 'invalid_request'])
  assert.equal((await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })).body.code.channel, 'email')
})

test('an organisation that sends its codes by e-mail asks for both, too, once fifteen were wrong', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, {
    twoFactor: { required: true, method: 'email' as const, exemptNetworks: [] },
  })
  assert.equal(await guess(w, () => newestMailCode(w), 4), 15 + 5)
  w.passes(3 * HOUR)
  const { loginId, code } = (await startByEmail(w)).body
  assert.equal(code.channel, 'sms')
  assert.equal((await give(w, loginId, newestCode(w, BENS_PHONE))).body.next, 'email_code')
  assert.equal((await give(w, loginId, newestMailCode(w))).status, 200)
})

test('without money for the text message two codes are not one', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, {
    twoFactor: { required: true, method: 'email' as const, exemptNetworks: [] },
  })
  await guess(w, () => newestMailCode(w), 3)
  await w.ports.budget.open((await w.ports.organisations.read(organisationId)) as Organisation)
  await w.db.update('ledger', keys.budget(organisationId), {
    update: 'SET leftMicros = :none, leftForLoginsMicros = :none',
    values: { ':none': 0 },
  })
  w.passes(3 * HOUR)
  assert.equal((await startByEmail(w)).body.code, 'sms_budget_spent')
})

test('whoever flooded a number by telephone alone has used up nothing of the logins that ask for both codes', async () => {
  const w = world()
  await withAnna(w)
  for (let i = 0; i < 12; i++) {
    w.passes(3 * HOUR)
    const { loginId } = (await start(w)).body
    for (let by = 1; by <= 5; by++) await give(w, loginId, otherThan(newestCode(w, PHONE), by))
  }
  w.passes(3 * HOUR)
  const { loginId } = (await start(w)).body
  assert.equal((await give(w, loginId, newestCode(w, PHONE))).body.next, 'email_code')
})

test('the bucket of second codes is emptied by whoever gave the first: then a number waits, or its admin unlocks it', async () => {
  const w = world()
  await withAnna(w)
  const flood = async (logins: number, upTo: 'first' | 'second') => {
    for (let i = 0; i < logins; i++) {
      w.passes(3 * HOUR)
      const { loginId } = (await start(w)).body
      if (upTo === 'second') await give(w, loginId, newestCode(w, PHONE))
      const right = () => (upTo === 'first' ? newestCode(w, PHONE) : newestMailCode(w, 'anna@example.com'))
      for (let by = 1; by <= 5; by++) await give(w, loginId, otherThan(right(), by))
    }
    w.passes(3 * HOUR)
  }
  await flood(3, 'first')
  await flood(4, 'second')
  assert.equal((await start(w)).body.code, 'step_up_required')
  w.passes(10 * DAY)
  const begun = (await start(w)).body
  assert.equal(begun.next, 'sms_code')
})

test('unlocking a person forgives wrong codes from their mailbox as well', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const byMail = { twoFactor: { required: true, method: 'email' as const, exemptNetworks: [] } }
  await setOrganisation(w, organisationId, byMail)
  assert.equal(await guess(w, () => newestMailCode(w), 3), 15)
  assert.equal(await guess(w, () => newestCode(w, BENS_PHONE), 4), 15)
  assert.equal((await startByEmail(w)).body.code, 'step_up_required')
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
