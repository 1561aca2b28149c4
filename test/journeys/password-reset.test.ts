import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '#core/time'
import { createOrganisation, createPerson, PHONE, signIn as signInByPhone, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { emailCode, later, MAIL, runOf, settle, smsCode } from '#support/resetting'
import { type World, world } from '#support/world'

const PASSWORD = 'a teapot full of rain'

const forgot = async (w: World, email = MAIL) => {
  const begun = await knock(w, 'POST /password-reset', { body: { email } })
  await settle(w)
  return begun
}
const doors = {
  'email-code': (id: string) => `POST /password-reset/${id}/email-code`,
  'sms-code': (id: string) => `POST /password-reset/${id}/sms-code`,
  password: (id: string) => `POST /password-reset/${id}/password`,
} as const
const give = async (w: World, id: string, what: keyof typeof doors, body: unknown) => {
  const answer = await knock(w, doors[what](id), { body })
  await settle(w)
  return answer
}
const atPassword = async (w: World): Promise<string> => {
  const id: string = (await forgot(w)).body.resetId
  const mailed = await give(w, id, 'email-code', { code: emailCode(w) })
  if (mailed.body.next === 'sms_code') assert.equal((await give(w, id, 'sms-code', { code: smsCode(w) })).status, 200)
  return id
}
const signIn = (w: World, password: string) => knock(w, 'POST /login/email', { body: { email: MAIL, password } })

test('who forgot the password gives a code by e-mail, one by SMS, chooses a new password, and signs in with it', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { accessToken, refreshToken, deviceToken } = (await signInByPhone(w, { trustDevice: true })).body
  w.sms.splice(0)
  w.mail.splice(0)
  const known = await w.ports.people.read(personId)
  assert.ok(known && (await w.ports.roster.change(known, { ...known, passwordFailures: 20, passwordTriedAt: w.now() })))
  const begun = await forgot(w)
  assert.deepEqual([begun.status, begun.body.next, begun.body.code.sentTo], [200, 'email_code', 'a•••@example.com'])
  assert.equal(w.sms.length, 0)
  const id = begun.body.resetId
  const mailed = await give(w, id, 'email-code', { code: emailCode(w) })
  assert.deepEqual([mailed.body.next, mailed.body.code.sentTo], ['sms_code', '+44 •••• •••123'])
  assert.deepEqual((await give(w, id, 'sms-code', { code: smsCode(w) })).body, { next: 'new_password' })
  assert.deepEqual((await give(w, id, 'password', { password: PASSWORD })).body, { next: 'sign_in' })
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])
  assert.match(w.mail.at(-1)?.text ?? '', /signed out everywhere/)
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 401)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 401)
  w.passes(20 * MINUTE)
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
  const signed = await signIn(w, PASSWORD)
  assert.equal(signed.status, 200, JSON.stringify(signed.body))
  assert.equal((await signIn(w, 'another teapot of rain')).body.code, 'wrong_password')
  const person = await w.ports.people.read(personId)
  assert.deepEqual([person?.pinEpoch, person?.passwordEpoch], [1, 1])
})

test('the code by e-mail is right for fifteen minutes and no longer, and what follows it for ten', async () => {
  const w = world()
  await withAnna(w)
  const begun = await forgot(w)
  const ends = new Date(w.now() + 15 * MINUTE).toISOString()
  assert.deepEqual([begun.body.expiresAt, begun.body.code.expiresAt], [ends, ends])
  const code = emailCode(w)
  for (let beat = 0; beat < 6; beat += 1) await later(w, 149)
  const mailed = await give(w, begun.body.resetId, 'email-code', { code })
  assert.equal(mailed.status, 200)
  assert.equal(mailed.body.code.expiresAt, new Date(w.now() + 5 * MINUTE).toISOString())
  const { expiresAt } = (await knock(w, `GET /password-reset/${begun.body.resetId}`)).body
  assert.equal(expiresAt, new Date(w.now() + 10 * MINUTE).toISOString())
  const { resetId } = (await forgot(w)).body
  const late = emailCode(w)
  for (let beat = 0; beat < 6; beat += 1) await later(w, 150)
  assert.equal((await give(w, resetId, 'email-code', { code: late })).body.code, 'reset_closed')
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Expired'])
})

test('where no number is on the profile, the code by e-mail is the only one', async () => {
  const w = world()
  await createPerson(w, await createOrganisation(w), { phone: undefined })
  const id: string = (await forgot(w)).body.resetId
  assert.deepEqual((await give(w, id, 'email-code', { code: emailCode(w) })).body, { next: 'new_password' })
  assert.equal((await give(w, id, 'password', { password: PASSWORD })).body.next, 'sign_in')
  assert.deepEqual([...runOf(w), w.sms.length], ['SUCCEEDED', 'Done', 0])
})

test('a refused password names what is wrong with it, and the next one is taken', async () => {
  const w = world()
  await withAnna(w)
  const id = await atPassword(w)
  for (const [password, rule] of [
    ['short', 'too_short'],
    ['password1', 'common'],
    ['AnnaExample1', 'contains_name'],
  ]) {
    const refused = await give(w, id, 'password', { password })
    assert.deepEqual([refused.body.code, refused.body.reasons[0].rule], ['password_not_allowed', rule])
  }
  assert.equal((await give(w, id, 'password', { password: PASSWORD })).status, 200)
})

test('an address that belongs to nobody gets the same replies; no run, no message', async () => {
  const w = world()
  await withAnna(w)
  const begun = await forgot(w, 'nobody@example.com')
  assert.deepEqual([begun.status, begun.body.next, begun.body.code.sentTo], [200, 'email_code', 'n•••@example.com'])
  const wrong = await give(w, begun.body.resetId, 'email-code', { code: '000000' })
  assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_code', 4])
  await later(w, 900)
  assert.equal((await knock(w, `GET /password-reset/${begun.body.resetId}`)).body.code, 'reset_closed')
  assert.deepEqual([w.sms.length, w.mail.length, w.workflow.engine.list().length], [0, 0, 0])
})

test('the reset of a password opens no PIN, and the reset of a PIN no password', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await atPassword(w)
  assert.equal((await knock(w, `POST /pin-reset/${id}/pin`, { body: { pin: '590283' } })).body.code, 'reset_closed')
  assert.equal((await knock(w, `GET /pin-reset/${id}`)).body.code, 'reset_closed')
  assert.equal((await knock(w, `DELETE /pin-reset/${id}`)).status, 204)
  const pin: string = (await knock(w, 'POST /pin-reset', { body: { phone: PHONE } })).body.resetId
  await settle(w)
  assert.equal((await give(w, pin, 'sms-code', { code: smsCode(w) })).body.code, 'reset_closed')
  assert.equal((await give(w, pin, 'password', { password: PASSWORD })).body.code, 'reset_closed')
  await later(w, 31)
  assert.equal((await knock(w, `POST /password-reset/${pin}/code/resend`, { body: {} })).body.code, 'reset_closed')
  assert.equal((await w.ports.people.read(personId))?.passwordEpoch, 0)
  assert.equal((await give(w, id, 'password', { password: PASSWORD })).status, 200)
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

test('a page that is loaded anew is told where the reset stands, and may have the code sent again', async () => {
  const w = world()
  await withAnna(w)
  const id: string = (await forgot(w)).body.resetId
  await later(w, 30)
  const again = await knock(w, `POST /password-reset/${id}/code/resend`, { body: {} })
  assert.deepEqual([again.status, again.body.code.channel, w.mail.length], [200, 'email', 2])
  const read = await knock(w, `GET /password-reset/${id}`)
  assert.deepEqual([read.body.next, read.body.code.delivery, read.body.code.sendsLeft], ['email_code', 'sent', 2])
  assert.equal((await give(w, id, 'email-code', { code: emailCode(w) })).body.next, 'sms_code')
  assert.equal((await knock(w, `GET /password-reset/${id}`)).body.code.sentTo, '+44 •••• •••123')
})

test('giving up ends it, and the password stays', async () => {
  const w = world()
  await withAnna(w)
  const id = await atPassword(w)
  assert.equal((await knock(w, `DELETE /password-reset/${id}`)).status, 204)
  await settle(w)
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Cancelled'])
  assert.equal((await give(w, id, 'password', { password: PASSWORD })).body.code, 'reset_closed')
})
