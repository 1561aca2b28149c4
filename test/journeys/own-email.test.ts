import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE, SECOND } from '#core/time'
import { twoFactorOff } from '#support/admin'
import { createPerson, giveCode, givePin, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, EMAIL, newestMailCode, PASSWORD, setOrganisation, startByEmail, withBen } from '#support/ben'
import { type Call, knock } from '#support/door'
import { choosePin, emailCode, forgot, giveEmailCode, giveSmsCode, later, MAIL, smsCode } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const NEW = 'anna.new@example.com'

const bySelf = (w: World, token: string) => (route: string, body: Call['body']) => knock(w, route, { body, token })

const annaSignedIn = async (w: World) => {
  const { organisationId, personId } = await withAnna(w)
  const { accessToken, deviceToken } = (await signIn(w, { trustDevice: true })).body
  return { organisationId, personId, accessToken, deviceToken, ask: bySelf(w, accessToken) }
}

const begin = async (ask: ReturnType<typeof bySelf>, email = NEW): Promise<string> => {
  const begun = await ask('POST /me/email', { email, currentPin: PIN })
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  return begun.body.changeId
}

test('a changed address: a code goes to the new one, the old one and the phone are told, trust ends, and this session goes on', async () => {
  const w = world()
  const { accessToken, deviceToken, ask } = await annaSignedIn(w)
  const other = (await signIn(w, {}, { 'Latchkey-Device': deviceToken })).body
  w.sms.splice(0)
  w.mail.splice(0)
  const begun = await ask('POST /me/email', { email: ' Anna.New@Example.com', currentPin: PIN })
  const { channel, sentTo, delivery } = begun.body.code
  assert.deepEqual([channel, sentTo, delivery], ['email', 'a•••@example.com', 'sending'])
  assert.deepEqual([w.mail.map(({ to }) => to), w.sms.length], [[NEW], 0])
  const code = newestMailCode(w, NEW)
  assert.ok(!w.mail[0]?.subject.includes(code))
  const proved = await ask(`POST /me/email/${begun.body.changeId}/code`, { code })
  assert.deepEqual([proved.status, proved.body.email, proved.body.phone], [200, NEW, PHONE])
  assert.deepEqual([w.mail.slice(1).map(({ to }) => to), w.sms.map(({ to }) => to)], [[MAIL, NEW], [PHONE]])
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).body.email, NEW)
  assert.equal((await knock(w, 'GET /me', { token: other.accessToken })).body.code, 'unauthenticated')
  w.passes(20 * MINUTE)
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
})

test('an address is added with the password where none was, and a day later it resets the PIN', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const anna = await w.ports.people.read(personId)
  assert.ok(anna && (await w.ports.roster.change(anna, { ...anna, emailIndex: undefined, sealedEmail: undefined })))
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  w.mail.splice(0)
  const id = await begin(ask, MAIL)
  assert.equal((await ask(`POST /me/email/${id}/code`, { code: newestMailCode(w, MAIL) })).body.email, MAIL)
  assert.deepEqual(new Set(w.mail.map(({ to }) => to)), new Set([MAIL]))
  await later(w, 24 * 60 * 60)
  const reset = (await forgot(w)).body.resetId
  assert.equal((await giveSmsCode(w, reset, smsCode(w))).body.next, 'email_code')
  assert.equal((await giveEmailCode(w, reset, emailCode(w))).body.next, 'new_pin')
  assert.equal((await choosePin(w, reset)).body.next, 'sign_in')
  assert.ok(organisationId)
})

test('the new address signs in with the password, and the old one no longer does', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, twoFactorOff)
  const ask = bySelf(w, (await startByEmail(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/email', { email: NEW, currentPassword: PASSWORD })).body
  assert.equal((await ask(`POST /me/email/${changeId}/code`, { code: newestMailCode(w, NEW) })).status, 200)
  assert.equal((await startByEmail(w)).body.code, 'wrong_password')
  assert.ok((await startByEmail(w, { email: NEW })).body.accessToken)
})

test('an address needs the PIN or the password, one of them and the right one, and must be an address', async () => {
  const w = world()
  const { ask } = await annaSignedIn(w)
  w.mail.splice(0)
  const refusal = async (body: object) => (await ask('POST /me/email', { email: NEW, ...body })).body.code
  assert.equal(await refusal({}), 'invalid_request')
  assert.equal(await refusal({ currentPin: PIN, currentPassword: PASSWORD }), 'invalid_request')
  assert.equal(await refusal({ currentPin: '271828' }), 'wrong_pin')
  assert.equal(await refusal({ currentPassword: PASSWORD }), 'wrong_password')
  assert.equal(await refusal({ currentPin: PIN, email: 'nobody' }), 'invalid_request')
  assert.equal(await refusal({ currentPin: PIN, email: [NEW, MAIL] }), 'invalid_request')
  assert.equal(w.mail.length, 0)
})

test("somebody else's address is told only to who reads its mail, and is not taken", async () => {
  const w = world()
  const { organisationId, personId, ask } = await annaSignedIn(w)
  await createPerson(w, organisationId, { name: 'Ben', phone: BENS_PHONE, email: EMAIL })
  const id = await begin(ask, EMAIL)
  const before = await w.ports.people.read(personId)
  const { body } = await ask(`POST /me/email/${id}/code`, { code: newestMailCode(w) })
  assert.deepEqual([body.code, body.fields[0].path], ['invalid_request', 'email'])
  assert.deepEqual(
    await w.ports.people.read(personId),
    { ...before, changeFullAt: w.now() },
    'nothing but the charge that was given back',
  )
})

test('the code of an address opens no sign-in, no number and no other session, and theirs open no address', async () => {
  const w = world()
  const { ask } = await annaSignedIn(w)
  const id = await begin(ask)
  const code = newestMailCode(w, NEW)
  assert.equal((await giveCode(w, id, code)).body.code, 'login_closed')
  assert.equal((await ask(`POST /me/phone/${id}/code`, { code })).body.code, 'login_closed')
  assert.equal((await ask(`POST /me/phone/${id}/code/resend`, {})).body.code, 'login_closed')
  const number = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body.changeId
  const texted = newestCode(w, BENS_PHONE)
  assert.equal((await ask(`POST /me/email/${number}/code`, { code: texted })).body.code, 'login_closed')
  assert.equal((await ask(`POST /me/email/${number}/code/resend`, {})).body.code, 'login_closed')
  w.passes(MINUTE)
  const other = bySelf(w, (await signIn(w)).body.accessToken)
  assert.equal((await other(`POST /me/email/${id}/code`, { code })).body.code, 'login_closed')
  assert.equal((await ask(`POST /me/email/${id}/code`, { code })).status, 200)
})

test('five wrong codes end a change of address; twenty right ones at once change it once', async () => {
  const w = world()
  const { personId, ask } = await annaSignedIn(w)
  const spent = await begin(ask)
  const wrong = otherThan(newestMailCode(w, NEW))
  for (let i = 1; i <= 5; i++) {
    const { body } = await ask(`POST /me/email/${spent}/code`, { code: wrong })
    assert.deepEqual([body.code, body.attemptsLeft], ['wrong_code', 5 - i])
  }
  assert.equal((await ask(`POST /me/email/${spent}/code`, { code: newestMailCode(w, NEW) })).body.code, 'login_closed')
  const id = await begin(ask, 'other@example.com')
  const code = newestMailCode(w, 'other@example.com')
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(`POST /me/email/${id}/code`, { code })))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal((await w.ports.people.read(personId))?.epoch, 3)
})

test('a change of address does not outlive a new PIN, and a code not its time', async () => {
  const w = world()
  const { personId, ask, accessToken } = await annaSignedIn(w)
  const id = await begin(ask)
  w.passes(10 * MINUTE)
  assert.equal((await ask(`POST /me/email/${id}/code`, { code: newestMailCode(w, NEW) })).body.code, 'login_closed')
  const second = await begin(ask)
  await givePin(w, personId, '590283')
  const late = await ask(`POST /me/email/${second}/code`, { code: newestMailCode(w, NEW) })
  assert.equal(late.body.code, 'unauthenticated')
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).body.code, 'unauthenticated')
})

test('the code for an address is sent again after its wait, the page sees how it does, and an earlier one costs no try', async () => {
  const w = world()
  const { ask, accessToken } = await annaSignedIn(w)
  const id = await begin(ask)
  const first = newestMailCode(w, NEW)
  assert.equal((await ask(`POST /me/email/${id}/code/resend`, {})).body.code, 'resend_too_soon')
  w.passes(30 * SECOND)
  const again = await ask(`POST /me/email/${id}/code/resend`, {})
  assert.deepEqual([again.body.code.channel, again.body.code.sendsLeft], ['email', 2])
  const read = await knock(w, `GET /me/email/${id}`, { token: accessToken })
  assert.deepEqual([read.body.code.delivery, read.body.code.sentTo], ['sent', 'a•••@example.com'])
  const earlier = await ask(`POST /me/email/${id}/code`, { code: first })
  assert.equal(earlier.body.code, 'earlier_code')
  assert.equal((await knock(w, `GET /me/email/${id}`, { token: accessToken })).body.code.attemptsLeft, 5)
  assert.equal((await ask(`POST /me/email/${id}/code`, { code: newestMailCode(w, NEW) })).status, 200)
})

test('the earlier code of a new number costs no try either', async () => {
  const w = world()
  const { ask, accessToken } = await annaSignedIn(w)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  const first = newestCode(w, BENS_PHONE)
  w.passes(30 * SECOND)
  await ask(`POST /me/phone/${changeId}/code/resend`, {})
  assert.equal((await ask(`POST /me/phone/${changeId}/code`, { code: first })).body.code, 'earlier_code')
  assert.equal((await knock(w, `GET /me/phone/${changeId}`, { token: accessToken })).body.code.attemptsLeft, 5)
})
