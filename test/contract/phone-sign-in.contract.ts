import assert from 'node:assert/strict'
import { call, expect, refused } from './api.ts'
import { journey, journeyInTime, passes } from './journey.ts'
import { freshNumber, newPerson, signIn, start, untilPin } from './people.ts'
import { codesTo, nextCode, otherThan, sentTo } from './post.ts'

const DAY = 86_400

journey('a number, the code that was sent to it and the PIN sign a person in', async () => {
  const anna = await newPerson()
  const begun = await start(anna.phone)
  const { loginId, next, expiresAt, code } = begun.body
  assert.deepEqual([begun.status, next, code.channel, code.length], [200, 'sms_code', 'sms', 6])
  assert.deepEqual([code.sendsLeft, code.attemptsLeft, code.resendAfterSeconds], [3, 5, 30])
  assert.ok(Date.parse(expiresAt) >= Date.parse(code.expiresAt))
  assert.ok(!code.sentTo.includes(anna.phone.slice(3, 10)), 'the number is masked')
  const passed = await expect(200, `POST /login/${loginId}/code`, { body: { code: await nextCode(anna.phone) } })
  assert.deepEqual(passed.body, { next: 'pin' })
  const { body } = await expect(200, `POST /login/${loginId}/pin`, { body: { pin: anna.pin } })
  assert.deepEqual([body.tokenType, body.expiresInSeconds <= 900, body.warnings], ['Bearer', true, []])
  assert.deepEqual([body.person.personId, body.person.organisationId], [anna.personId, anna.organisationId])
  const me = await expect(200, 'GET /me', { token: body.accessToken })
  assert.deepEqual([me.body.phone, me.body.email, me.body.hasPin], [anna.phone, anna.email, true])
})

journey('a number is the same number however it is written', async () => {
  const anna = await newPerson()
  const national = `0${anna.phone.slice(3)}`
  await untilPin({ phone: anna.phone })
  const before = await codesTo(anna.phone)
  const spaced = await start(`(${national.slice(0, 5)}) ${national.slice(5)}`)
  assert.equal(spaced.status, 200)
  const code = await nextCode(anna.phone)
  assert.equal(await codesTo(anna.phone), before + 1)
  await expect(200, `POST /login/${spaced.body.loginId}/code`, { body: { code } })
})

journey('a trusted device skips the code the next time, but never the PIN', async () => {
  const anna = await newPerson()
  const { deviceToken } = (await signIn(anna, { trustDevice: true })).body
  const headers = { 'Latchkey-Device': deviceToken }
  const sent = await codesTo(anna.phone)
  const again = await start(anna.phone, headers)
  assert.deepEqual([again.body.next, again.body.code], ['pin', undefined])
  await refused('wrong_pin', `POST /login/${again.body.loginId}/pin`, { body: { pin: '290461' }, headers })
  await expect(200, `POST /login/${again.body.loginId}/pin`, { body: { pin: anna.pin }, headers })
  assert.equal(await codesTo(anna.phone), sent, 'no text message was sent')
})

journeyInTime('trust of a device ends after thirty days, however often it was used', async () => {
  const anna = await newPerson()
  const { deviceToken } = (await signIn(anna, { trustDevice: true })).body
  const headers = { 'Latchkey-Device': deviceToken }
  await passes(29 * DAY)
  await signIn(anna, {}, headers)
  await passes(DAY)
  assert.equal((await start(anna.phone, headers)).body.next, 'sms_code')
})

journey('a wrong code costs a try and says how many are left; the right one still works', async () => {
  const anna = await newPerson()
  const { loginId } = (await start(anna.phone)).body
  const code = await nextCode(anna.phone)
  const wrong = await refused('wrong_code', `POST /login/${loginId}/code`, { body: { code: otherThan(code) } })
  assert.deepEqual([wrong.status, wrong.body.attemptsLeft], [422, 4])
  await expect(200, `POST /login/${loginId}/code`, { body: { code } })
})

journey('five wrong codes end a login, and the right code opens it no more', async () => {
  const anna = await newPerson()
  const { loginId } = (await start(anna.phone)).body
  const code = await nextCode(anna.phone)
  for (let left = 4; left >= 0; left--) {
    const wrong = await call(`POST /login/${loginId}/code`, { body: { code: otherThan(code) } })
    assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_code', left])
  }
  await refused('login_closed', `POST /login/${loginId}/code`, { body: { code } })
})

journey('who asks for another code waits half a minute, and an earlier code is told apart at no cost', async () => {
  const anna = await newPerson()
  const { loginId } = (await start(anna.phone)).body
  const earlier = await nextCode(anna.phone)
  const early = await refused('resend_too_soon', `POST /login/${loginId}/code/resend`, { body: {} })
  assert.ok(early.body.retryAfterSeconds <= 30)
  await passes(31)
  const resent = await expect(200, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.deepEqual([resent.body.code.sendsLeft, resent.body.code.resendAfterSeconds], [2, 60])
  const newest = await nextCode(anna.phone)
  const told = await refused('earlier_code', `POST /login/${loginId}/code`, { body: { code: earlier } })
  assert.ok(Date.parse(told.body.newestSentAt))
  const view = await expect(200, `GET /login/${loginId}`)
  assert.deepEqual([view.body.next, view.body.code.attemptsLeft], ['sms_code', 5])
  await expect(200, `POST /login/${loginId}/code`, { body: { code: newest } })
})

journeyInTime('a code ends after five minutes and a login after ten', async () => {
  const anna = await newPerson()
  const { loginId } = (await start(anna.phone)).body
  const code = await nextCode(anna.phone)
  await passes(300)
  await refused('code_expired', `POST /login/${loginId}/code`, { body: { code } })
  await passes(301)
  await refused('login_closed', `POST /login/${loginId}/code/resend`, { body: {} })
})

journey('back to the mobile number and the same number again sends nothing twice', async () => {
  const anna = await newPerson()
  const { loginId } = (await start(anna.phone)).body
  const code = await nextCode(anna.phone)
  const sent = await codesTo(anna.phone)
  await expect(204, `DELETE /login/${loginId}`)
  const back = await start(anna.phone)
  assert.deepEqual([back.status, back.body.next], [200, 'sms_code'])
  assert.ok(back.body.code.resendAfterSeconds <= 30)
  await refused('login_closed', `POST /login/${loginId}/code`, { body: { code } })
  await expect(200, `POST /login/${back.body.loginId}/code`, { body: { code } })
  assert.equal(await codesTo(anna.phone), sent)
})

journey('for a number that nobody has the answer looks the same, and nothing is sent', async () => {
  const anna = await newPerson()
  const nobody = freshNumber()
  const [known, unknown] = [await start(anna.phone), await start(nobody)]
  const shape = (body: object): readonly string[] => Object.keys(body).sort()
  assert.deepEqual([known.status, unknown.status], [200, 200])
  assert.deepEqual(shape(unknown.body), shape(known.body))
  assert.deepEqual(shape(unknown.body.code), shape(known.body.code))
  assert.equal(JSON.stringify(unknown.body).length, JSON.stringify(known.body).length)
  await nextCode(anna.phone)
  await refused('wrong_code', `POST /login/${unknown.body.loginId}/code`, { body: { code: '204713' } })
  assert.equal(await sentTo(nobody), 0)
})

journey('nobody skips a step: the PIN is not looked at before the code was right', async () => {
  const anna = await newPerson()
  const { loginId } = (await start(anna.phone)).body
  await refused('login_closed', `POST /login/${loginId}/pin`, { body: { pin: anna.pin } })
  await expect(200, `POST /login/${loginId}/code`, { body: { code: await nextCode(anna.phone) } })
  await expect(200, `POST /login/${loginId}/pin`, { body: { pin: anna.pin } })
  await refused('login_closed', `POST /login/${loginId}/pin`, { body: { pin: anna.pin } })
})

journey('a browser gets its secrets in cookies that no script can read, and none in a body', async () => {
  const anna = await newPerson()
  const web = { 'Latchkey-Client': 'web' }
  const begun = await start(anna.phone, web)
  const nonce = begun.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const headers = { ...web, Cookie: nonce.join('; ') }
  const { loginId } = begun.body
  const code = await nextCode(anna.phone)
  await refused('login_closed', `POST /login/${loginId}/code`, { body: { code }, headers: web })
  await expect(200, `POST /login/${loginId}/code`, { body: { code }, headers })
  const session = await expect(200, `POST /login/${loginId}/pin`, { body: { pin: anna.pin }, headers })
  assert.deepEqual([session.body.refreshToken, session.body.deviceToken], [undefined, undefined])
  const refresh = session.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-latchkey-refresh='))
  for (const word of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(refresh?.includes(word), word)
  const cookies = [...nonce, refresh?.split(';')[0]].join('; ')
  const next = await expect(200, 'POST /session/refresh', { body: {}, headers: { ...web, Cookie: cookies } })
  await expect(200, 'GET /me', { token: next.body.accessToken })
})
