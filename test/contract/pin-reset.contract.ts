import assert from 'node:assert/strict'
import { expect, refused } from './api.ts'
import { journey, journeyInTime, passes } from './journey.ts'
import {
  freshNumber,
  invited,
  newOrganisation,
  newPerson,
  PIN,
  resetPin,
  resetUntilPin,
  signIn,
  start,
  untilPin,
} from './people.ts'
import { codesTo, nextCode, nextMessage, otherThan, sentTo } from './post.ts'

journey('who forgot the PIN proves number and address, chooses a new PIN and signs in with it', async () => {
  const anna = await newPerson()
  const { body: begun } = await expect(200, 'POST /pin-reset', { body: { phone: anna.phone } })
  assert.deepEqual([begun.next, begun.code.channel], ['sms_code', 'sms'])
  const mailsBefore = await codesTo(anna.email)
  const texted = await nextCode(anna.phone)
  assert.equal(await codesTo(anna.email), mailsBefore, 'no e-mail before the number is proved')
  const sms = await expect(200, `POST /pin-reset/${begun.resetId}/sms-code`, { body: { code: texted } })
  assert.deepEqual([sms.body.next, sms.body.code.channel], ['email_code', 'email'])
  assert.ok(!sms.body.code.sentTo.includes(anna.email), 'the address is masked')
  const mailed = await nextCode(anna.email)
  const mail = await expect(200, `POST /pin-reset/${begun.resetId}/email-code`, { body: { code: mailed } })
  assert.deepEqual(mail.body, { next: 'new_pin' })
  const done = await expect(200, `POST /pin-reset/${begun.resetId}/pin`, { body: { pin: '905172' } })
  assert.deepEqual(done.body, { next: 'sign_in' })
  for (const address of [anna.phone, anna.email]) assert.doesNotMatch((await nextMessage(address)).text, /\d{6}/)
  const loginId = await untilPin(anna)
  await refused('wrong_pin', `POST /login/${loginId}/pin`, { body: { pin: PIN } })
  await expect(200, `POST /login/${loginId}/pin`, { body: { pin: '905172' } })
})

journey('a reset ends every session and the trust of every device', async () => {
  const anna = await newPerson()
  const { refreshToken, deviceToken, accessToken } = (await signIn(anna, { trustDevice: true })).body
  await resetPin(anna, '905172')
  await refused('unauthenticated', 'GET /me', { token: accessToken })
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken } })
  assert.equal((await start(anna.phone, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
})

journey('a PIN that is easy to guess is refused with its reason, and another may be tried at once', async () => {
  const anna = await newPerson()
  const resetId = await resetUntilPin(anna)
  for (const pin of ['111111', '123456', '127680', anna.phone.slice(-6), anna.pin]) {
    const refusal = await refused('pin_not_allowed', `POST /pin-reset/${resetId}/pin`, { body: { pin } })
    assert.ok(refusal.body.reasons.length > 0, pin)
  }
  await expect(200, `POST /pin-reset/${resetId}/pin`, { body: { pin: '905172' } })
  await signIn({ ...anna, pin: '905172' })
})

journey('a new person chooses the first PIN by the same journey, and has none before', async () => {
  const anna = await invited(await newOrganisation())
  await resetPin(anna, PIN)
  await signIn(anna)
})

journey('a reset tells where it stands, and takes its steps only in their order', async () => {
  const anna = await newPerson()
  const { resetId } = (await expect(200, 'POST /pin-reset', { body: { phone: anna.phone } })).body
  const at = async () => (await expect(200, `GET /pin-reset/${resetId}`)).body.next
  assert.equal(await at(), 'sms_code')
  const code = await nextCode(anna.phone)
  await refused('reset_closed', `POST /pin-reset/${resetId}/email-code`, { body: { code } })
  await refused('reset_closed', `POST /pin-reset/${resetId}/pin`, { body: { pin: '905172' } })
  const wrong = await refused('wrong_code', `POST /pin-reset/${resetId}/sms-code`, { body: { code: otherThan(code) } })
  assert.equal(wrong.body.attemptsLeft, 4)
  await expect(200, `POST /pin-reset/${resetId}/sms-code`, { body: { code } })
  assert.equal(await at(), 'email_code')
  await expect(200, `POST /pin-reset/${resetId}/email-code`, { body: { code: await nextCode(anna.email) } })
  assert.equal(await at(), 'new_pin')
})

journey('a reset that was given up changes nothing: the old PIN still signs in', async () => {
  const anna = await newPerson()
  const resetId = await resetUntilPin(anna)
  await expect(204, `DELETE /pin-reset/${resetId}`)
  await refused('reset_closed', `POST /pin-reset/${resetId}/pin`, { body: { pin: '905172' } })
  await signIn(anna)
})

journey('a reset for a number that nobody has looks the same and sends nothing', async () => {
  const anna = await newPerson()
  const nobody = freshNumber()
  const known = await expect(200, 'POST /pin-reset', { body: { phone: anna.phone } })
  const unknown = await expect(200, 'POST /pin-reset', { body: { phone: nobody } })
  assert.deepEqual(Object.keys(unknown.body.code).sort(), Object.keys(known.body.code).sort())
  assert.equal(JSON.stringify(unknown.body).length, JSON.stringify(known.body).length)
  await nextCode(anna.phone)
  await refused('wrong_code', `POST /pin-reset/${unknown.body.resetId}/sms-code`, { body: { code: '204713' } })
  assert.equal(await sentTo(nobody), 0)
})

journeyInTime('a reset that nobody goes on with ends by itself', async () => {
  const anna = await newPerson()
  const resetId = await resetUntilPin(anna)
  await passes(601)
  await refused('reset_closed', `POST /pin-reset/${resetId}/pin`, { body: { pin: '905172' } })
  await signIn(anna)
})
