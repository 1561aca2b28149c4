import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrganisation, createPerson, enterPin, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import {
  choosePin,
  emailCode,
  forgot,
  giveEmailCode,
  giveSmsCode,
  later,
  leaveReset,
  MAIL,
  NEW_PIN,
  readReset,
  resendCode,
  resetAt,
  runOf,
  settle,
  smsCode,
} from '#support/resetting'
import { newestCode, world } from '#support/world'

test('who forgot the PIN gives a code by SMS, one by e-mail, chooses a new PIN, and signs in with it', async () => {
  const w = world()
  await withAnna(w)
  const begun = await forgot(w)
  assert.deepEqual([begun.status, begun.body.next, begun.body.code.sentTo], [200, 'sms_code', '+44 •••• •••123'])
  assert.equal(w.mail.length, 0)
  const id = begun.body.resetId
  const texted = await giveSmsCode(w, id, smsCode(w))
  assert.deepEqual([texted.status, texted.body.next, texted.body.code.sentTo], [200, 'email_code', 'a•••@example.com'])
  const mailed = await giveEmailCode(w, id, emailCode(w))
  assert.deepEqual([mailed.status, mailed.body], [200, { next: 'new_pin' }])
  const chosen = await choosePin(w, id)
  assert.deepEqual([chosen.status, chosen.body], [200, { next: 'sign_in' }])
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])

  const login = await start(w)
  const passed = await knock(w, `POST /login/${login.body.loginId}/code`, { body: { code: newestCode(w, PHONE) } })
  assert.equal(passed.status, 200)
  assert.equal((await enterPin(w, login.body.loginId, PIN)).body.code, 'wrong_pin')
  assert.equal((await enterPin(w, login.body.loginId, NEW_PIN)).status, 200)
})

test('both the number and the address are told, with what to do if it was not them, and nobody is signed in by it', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  const [texts, mails] = [w.sms.length, w.mail.length]
  const chosen = await choosePin(w, id)
  assert.deepEqual(chosen.cookies, [])
  assert.deepEqual([w.sms.length, w.mail.length], [texts + 1, mails + 1])
  assert.equal(w.sms.at(-1)?.to, PHONE)
  assert.equal(w.mail.at(-1)?.to, MAIL)
  for (const { text } of [w.sms.at(-1), w.mail.at(-1)].filter((message) => message !== undefined)) {
    assert.match(text, /administrator/)
    assert.doesNotMatch(text, /\d{6}/)
  }
})

test('with the old PIN go every session, trusted device and login that was under way', async () => {
  const w = world()
  await withAnna(w)
  const app = await signIn(w, { trustDevice: true })
  const headers = { 'Latchkey-Device': app.body.deviceToken ?? app.headers['Latchkey-Device'] ?? '' }
  const trusted = await start(w, PHONE, headers)
  assert.equal(trusted.body.next, 'pin')
  const id = await resetAt(w, 'new_pin')
  assert.equal((await choosePin(w, id)).status, 200)
  const refreshed = await knock(w, 'POST /session/refresh', { body: { refreshToken: app.body.refreshToken } })
  assert.equal(refreshed.status, 401)
  assert.equal((await knock(w, 'GET /me', { token: app.body.accessToken })).status, 401)
  assert.equal((await enterPin(w, trusted.body.loginId, NEW_PIN)).body.code, 'login_closed')
  assert.equal((await start(w, PHONE, headers)).body.next, 'sms_code')
})

test('a new person sets the first PIN by the same journey', async () => {
  const w = world()
  await createPerson(w, await createOrganisation(w))
  const id = await resetAt(w, 'new_pin')
  assert.equal((await choosePin(w, id)).status, 200)
  const login = await start(w)
  await knock(w, `POST /login/${login.body.loginId}/code`, { body: { code: newestCode(w, PHONE) } })
  assert.equal((await enterPin(w, login.body.loginId, NEW_PIN)).status, 200)
})

test('a PIN that was switched off after ten wrong tries works again after a reset', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const person = await w.ports.people.read(personId)
  assert.ok(person)
  assert.ok(await w.ports.roster.change(person, { ...person, pinFailures: 10, pinTriedAt: w.now() }))
  assert.equal((await choosePin(w, await resetAt(w, 'new_pin'))).status, 200)
  const after = await w.ports.people.read(personId)
  assert.deepEqual([after?.pinFailures, after?.epoch, after?.pinEpoch], [0, person.epoch + 1, person.pinEpoch + 1])
})

test('a page that is loaded anew in any step is told where it stands', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const texted = await readReset(w, id)
  assert.deepEqual([texted.body.next, texted.body.code.channel, texted.body.code.delivery], ['sms_code', 'sms', 'sent'])
  await giveSmsCode(w, id, smsCode(w))
  const mailed = await readReset(w, id)
  assert.deepEqual(
    [mailed.body.next, mailed.body.code.channel, mailed.body.code.delivery],
    ['email_code', 'email', 'sent'],
  )
  await giveEmailCode(w, id, emailCode(w))
  const { next, code } = (await readReset(w, id)).body
  assert.deepEqual([next, code], ['new_pin', undefined])
  await choosePin(w, id)
  assert.equal((await readReset(w, id)).body.next, 'sign_in')
})

test('in a second tab of the same browser the same number shows the reset that runs, and sends nothing again', async () => {
  const w = world()
  await withAnna(w)
  const first = await forgot(w, PHONE, { 'Latchkey-Client': 'web' })
  const headers = { 'Latchkey-Client': 'web', Cookie: first.cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
  const second = await forgot(w, PHONE, headers)
  assert.equal(second.status, 200, JSON.stringify(second.body))
  assert.equal(w.sms.length, 1)
  assert.notEqual(second.body.resetId, first.body.resetId)
  assert.equal((await giveSmsCode(w, second.body.resetId, smsCode(w), headers)).status, 200)
  assert.equal((await giveSmsCode(w, first.body.resetId, smsCode(w), headers)).body.code, 'reset_closed')
  assert.equal((await giveEmailCode(w, second.body.resetId, emailCode(w), headers)).status, 200)
})

test('a refused PIN names every rule and the digits at fault, and the next one is taken without starting over', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  const refusals: readonly [string, string, string][] = [
    ['127680', 'ascending', '12'],
    ['111111', 'repeated', '111111'],
    ['700900', 'own_number', '700900'],
    [PIN, 'current', PIN],
    ['12345', 'not_six_digits', ''],
  ]
  for (const [pin, rule, digits] of refusals) {
    const refused = await choosePin(w, id, pin)
    assert.equal(refused.body.code, 'pin_not_allowed')
    assert.ok(
      refused.body.reasons.some(
        (reason: { rule: string; digits: string }) => reason.rule === rule && reason.digits === digits,
      ),
      JSON.stringify([pin, refused.body.reasons]),
    )
  }
  assert.equal((await choosePin(w, id)).status, 200)
})

test('the sentence of a refused PIN says each rule and the digits, in the language that was asked for', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  const said = async (pin: string, language: string) =>
    (await knock(w, `POST /pin-reset/${id}/pin`, { body: { pin }, headers: { 'Accept-Language': language } })).body
      .detail
  assert.equal(await said('127680', 'en'), 'It contains 12: digits next to each other that count up.')
  assert.equal(await said('127680', 'de'), 'Sie enthält 12: Ziffern nebeneinander, die aufwärts zählen.')
  assert.equal(await said(PIN, 'en'), 'This is the PIN you have now.')
  assert.match(await said('111111', 'en'), /the same digit again and again\. 111111 is a date, a pattern/)
})

test('a code that was sent again replaces the one before, which costs no try', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const earlier = smsCode(w)
  const soon = await resendCode(w, id)
  assert.deepEqual([soon.body.code, soon.body.retryAfterSeconds], ['resend_too_soon', 30])
  await later(w, 30)
  const again = await resendCode(w, id)
  assert.deepEqual([again.status, again.body.code.sendsLeft], [200, 2])
  assert.notEqual(smsCode(w), earlier)
  assert.equal((await giveSmsCode(w, id, earlier)).body.code, 'earlier_code')
  assert.equal((await giveSmsCode(w, id, smsCode(w))).status, 200)
  await later(w, 30)
  assert.equal((await resendCode(w, id)).body.code.channel, 'email')
  assert.equal((await giveEmailCode(w, id, emailCode(w))).status, 200)
})

test('a code is sent at most four times', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  for (const seconds of [30, 60, 120]) {
    await later(w, seconds)
    assert.equal((await resendCode(w, id)).status, 200)
  }
  await later(w, 120)
  assert.equal((await resendCode(w, id)).body.code, 'no_sends_left')
})

test('five wrong codes end the reset, and the workflow ends with it', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const right = smsCode(w)
  for (let left = 4; left >= 0; left -= 1) {
    const wrong = await giveSmsCode(w, id, String((Number(right) + 1 + left) % 1_000_000).padStart(6, '0'))
    assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_code', left])
  }
  assert.equal((await giveSmsCode(w, id, right)).body.code, 'reset_closed')
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'TooManyTries'])
})

test('ten refused PINs end the reset', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  for (let tries = 0; tries < 10; tries += 1)
    assert.equal((await choosePin(w, id, '111111')).body.code, 'pin_not_allowed')
  assert.equal((await choosePin(w, id)).body.code, 'reset_closed')
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'TooManyTries'])
})

for (const step of ['sms_code', 'email_code', 'new_pin'] as const) {
  test(`a reset that nobody goes on with in ${step} ends after ten minutes, and nothing has changed`, async () => {
    const w = world()
    const { personId } = await withAnna(w)
    const before = await w.ports.people.read(personId)
    const id = await resetAt(w, step)
    for (let beat = 0; beat < 5; beat += 1) await later(w, 150)
    assert.deepEqual(runOf(w), ['SUCCEEDED', 'Expired'])
    assert.equal((await readReset(w, id)).body.code, 'reset_closed')
    assert.equal((await choosePin(w, id)).body.code, 'reset_closed')
    assert.deepEqual(await w.ports.people.read(personId), before)
  })

  if (step === 'sms_code') continue
  test(`giving up in ${step} ends the reset and its workflow`, async () => {
    const w = world()
    await withAnna(w)
    const id = await resetAt(w, step)
    assert.equal((await leaveReset(w, id)).status, 204)
    assert.equal((await leaveReset(w, id)).status, 204)
    assert.deepEqual(runOf(w), ['SUCCEEDED', 'Cancelled'])
    assert.equal((await readReset(w, id)).body.code, 'reset_closed')
  })
}

test('waiting in a step sends nothing again, however often the workflow looks', async () => {
  const w = world()
  await withAnna(w)
  await resetAt(w, 'sms_code')
  for (let beat = 0; beat < 3; beat += 1) await later(w, 150)
  assert.equal(w.sms.length, 1)
  assert.deepEqual(runOf(w), ['RUNNING', 'SmsCode'])
})

test('a code is right for five minutes and no longer, and a new one can be had', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const first = smsCode(w)
  await later(w, 300)
  assert.equal((await giveSmsCode(w, id, first)).body.code, 'code_expired')
  assert.equal((await resendCode(w, id)).status, 200)
  assert.equal((await giveSmsCode(w, id, smsCode(w))).status, 200)
})

test('who has no address on file is told that the code cannot be sent, and keeps the PIN', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  await createPerson(w, organisationId, { email: undefined })
  const id = await resetAt(w, 'sms_code')
  assert.equal((await giveSmsCode(w, id, smsCode(w))).body.code, 'message_not_sent')
  assert.deepEqual(runOf(w), ['FAILED', 'NotSent'])
  assert.equal((await readReset(w, id)).body.code, 'message_not_sent')
})

test('nothing that a person types or receives stands in the workflow: no code, PIN, number or address', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'email_code')
  const secrets = [smsCode(w), emailCode(w), NEW_PIN, PHONE, '7700900123', MAIL, id]
  await giveEmailCode(w, id, emailCode(w))
  await choosePin(w, id)
  await settle(w)
  const seen = JSON.stringify(w.workflow.engine.list())
  for (const secret of secrets) assert.ok(!seen.includes(secret), secret)
})
