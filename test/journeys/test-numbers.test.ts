import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes } from '#adapters/codes'
import { fixedCode } from '#adapters/fixed-codes'
import { DAY, MINUTE } from '#core/time'
import { enterPin, giveCode, PHONE, start, withAnna } from '#support/anna'
import { BENS_PHONE, PASSWORD, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { emailCode, forgot, giveEmailCode, giveSmsCode } from '#support/resetting'
import { newestCode, TEST_CODES, type World, world } from '#support/world'

const START = Date.UTC(2026, 10, 15, 12)
const endsAt = '2026-11-16T12:00:00Z'
const testNumber = { number: PHONE, endsAt }
const FIXED = fixedCode(TEST_CODES, testNumber)
const another = FIXED === '000000' ? '000001' : '000000'

const withTestNumber = (kind: 'test' | 'live' = 'test', number = PHONE): World =>
  world({ startAt: START, stage: { kind, testNumbers: [{ number, endsAt }] } })

const ledgerOf = async (w: World, organisationId: string) =>
  (await w.ports.records.ledger(organisationId, { limit: 50 })).items

test('a tester signs in with the code of the number, which costs no text message and no money', async () => {
  const w = withTestNumber()
  const { organisationId } = await withAnna(w)
  const { loginId, code } = (await start(w)).body
  assert.equal(code.channel, 'sms')
  assert.equal((await giveCode(w, loginId, FIXED)).body.next, 'pin')
  assert.equal((await enterPin(w, loginId)).status, 200)
  assert.equal(w.sms.length, 0)
  const [line] = await ledgerOf(w, organisationId)
  assert.deepEqual([line?.outcome, line?.priceMicros, line?.step], ['test_number', 0, 'sign_in'])
  assert.equal(await w.ports.budget.figures(organisationId).then((it) => it?.usedMicros ?? 0), 0)
})

test('the page that waits for it says "sent", before and after a resend, and the code stays the same', async () => {
  const w = withTestNumber()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const seen = async () => (await knock(w, `GET /login/${loginId}`)).body.code.delivery
  assert.equal(await seen(), 'sent')
  w.passes(MINUTE)
  assert.equal((await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })).status, 200)
  assert.equal(await seen(), 'sent')
  assert.equal((await giveCode(w, loginId, FIXED)).body.next, 'pin')
  assert.equal(w.sms.length, 0)
})

test('from its end on the code is refused, in logins that began before it too, and the number is one like any other', async () => {
  const w = withTestNumber()
  await withAnna(w)
  w.passes(DAY - MINUTE)
  const { loginId: begunBefore } = (await start(w)).body
  w.passes(MINUTE - 1)
  assert.equal((await giveCode(w, begunBefore, another)).body.code, 'wrong_code')
  w.passes(1)
  assert.equal((await giveCode(w, begunBefore, FIXED)).body.code, 'wrong_code')
  w.passes(MINUTE)
  const { loginId } = (await start(w, PHONE, {}, '198.51.100.7')).body
  assert.equal(w.sms.length, 1)
  assert.equal((await giveCode(w, loginId, FIXED)).body.code, 'wrong_code')
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'pin')
})

test('a stage that is no test stage knows no test numbers, whatever its settings say', async () => {
  const w = withTestNumber('live')
  await withAnna(w)
  const { loginId } = (await start(w)).body
  assert.equal(w.sms.length, 1)
  assert.equal((await giveCode(w, loginId, FIXED)).body.code, 'wrong_code')
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'pin')
})

test('a function that was not given the key of the codes refuses every code of a test number', async () => {
  const w = withTestNumber()
  await withAnna(w)
  const pepper = { current: 'a pepper that is at least thirty-two letters long' }
  Object.assign(w.ports, { codes: codes(pepper, w.ports.chance, async () => pepper) })
  const { loginId } = (await start(w)).body
  assert.equal((await giveCode(w, loginId, FIXED)).body.code, 'wrong_code')
})

test('tries, starts and the bucket of wrong codes count for a test number as for any', async () => {
  const w = withTestNumber()
  await withAnna(w)
  for (let i = 0; i < 3; i++) {
    const { loginId } = (await start(w, PHONE, {}, `198.51.${i}.1`)).body
    for (let tries = 0; tries < 5; tries++) await giveCode(w, loginId, another)
    assert.equal((await giveCode(w, loginId, FIXED)).body.code, 'login_closed')
  }
  assert.equal((await start(w, PHONE, {}, '198.51.9.1')).body.code, 'too_many_requests')
  w.passes(16 * MINUTE)
  const { loginId } = (await start(w, PHONE, {}, '198.51.10.1')).body
  assert.equal((await giveCode(w, loginId, FIXED)).body.next, 'email_code')
  const mailed = newestCode({ sms: w.mail }, 'anna@example.com')
  assert.equal((await giveCode(w, loginId, mailed === FIXED ? another : FIXED)).body.code, 'wrong_code')
})

test('a reset by a test number asks for its code and then for the one that was mailed', async () => {
  const w = withTestNumber()
  await withAnna(w)
  const { resetId } = (await forgot(w)).body
  assert.equal((await giveSmsCode(w, resetId, FIXED)).body.next, 'email_code')
  assert.equal((await giveEmailCode(w, resetId, emailCode(w))).body.next, 'new_pin')
  assert.equal(w.sms.length, 0)
})

test('a test number is the second factor of the e-mail journey although no money is left', async () => {
  const w = withTestNumber('test', BENS_PHONE)
  await withBen(w, {}, { smsBudget: { limit: '0.00', currency: 'EUR' } })
  const begun = await startByEmail(w)
  assert.equal(begun.body.code?.channel, 'sms', JSON.stringify(begun.body))
  const code = fixedCode(TEST_CODES, { number: BENS_PHONE, endsAt })
  assert.equal((await giveCode(w, begun.body.loginId, code)).status, 200)
  assert.equal(w.sms.length, 0)
})

test('a test number is put on a profile with its code', async () => {
  const w = withTestNumber()
  await withBen(w)
  const begun = await startByEmail(w)
  const { accessToken } = (await giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE))).body
  const headers = { authorization: `Bearer ${accessToken}` }
  const { changeId } = (
    await knock(w, 'POST /me/phone', { body: { phone: PHONE, currentPassword: PASSWORD }, headers })
  ).body
  assert.equal((await knock(w, `POST /me/phone/${changeId}/code`, { body: { code: FIXED }, headers })).status, 200)
})

test('neither the code nor its key stands in any table or message on its way', async () => {
  const w = withTestNumber()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, FIXED)
  const stored = JSON.stringify([w.engine.snapshot(), w.jobs])
  assert.ok(stored.includes('test_number'))
  assert.ok(!stored.includes(FIXED) && !stored.includes(TEST_CODES))
})
