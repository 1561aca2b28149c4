import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPerson, givePin, signIn, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { choosePin, giveSmsCode, later, NEW_PIN, resendCode, resetAt, smsCode } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const ADMIN = '+447700900200'

/** An admin of Anna's organisation, signed in: the access token. */
const admin = async (w: World, organisationId: string): Promise<string> => {
  const personId = await createPerson(w, organisationId, {
    name: 'Ada',
    phone: ADMIN,
    email: 'ada@example.com',
    role: 'admin',
  })
  await givePin(w, personId, NEW_PIN)
  const login = await knock(w, 'POST /login/phone', { body: { phone: ADMIN } })
  const { loginId } = login.body
  await knock(w, `POST /login/${loginId}/code`, { body: { code: newestCode(w, ADMIN) } })
  return (await knock(w, `POST /login/${loginId}/pin`, { body: { pin: NEW_PIN } })).body.accessToken
}

test('an admin reads step by step how far a reset came, without a code, a number or an address', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const token = await admin(w, organisationId)
  const id = await resetAt(w, 'sms_code')
  await later(w, 30)
  await resendCode(w, id)
  await giveSmsCode(w, id, smsCode(w))
  await giveSmsCode(w, id, smsCode(w))
  const answer = await knock(w, `GET /organisation/people/${personId}/attempts`, { token })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const text = JSON.stringify(answer.body.items.find(({ kind }) => kind === 'reset') ?? answer.body)
  for (const word of ['reset_started', 'resent', 'sms_code_right', 'email_sent'])
    assert.ok(text.includes(word), `${word} ${text}`)
  for (const secret of [smsCode(w), '7700900123', 'anna@example.com']) assert.ok(!text.includes(secret), secret)
})

test('an admin has a reset asked for: the person is told how, nothing is ended, and the person alone goes through with it', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const session = await signIn(w)
  const token = await admin(w, organisationId)
  const [texts, mails] = [w.sms.length, w.mail.length]
  const asked = await knock(w, `POST /organisation/people/${personId}/reset`, { token })
  assert.deepEqual([asked.status, asked.body], [204, undefined])
  assert.ok(w.sms.length + w.mail.length > texts + mails)
  assert.equal((await knock(w, 'GET /me', { token: session.body.accessToken })).status, 200)
  await later(w, 31)
  assert.equal((await choosePin(w, await resetAt(w, 'new_pin'))).body.next, 'sign_in')
})
