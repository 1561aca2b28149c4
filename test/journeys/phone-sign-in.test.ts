import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { newestCode, world } from '#support/world'

test('Anna enters her number, the code she was sent and her PIN, and is signed in', async () => {
  const w = world()
  const { personId, organisationId } = await withAnna(w)
  const begun = await start(w, '07700 900123')
  assert.equal(begun.body.next, 'sms_code')
  assert.deepEqual(
    { ...Object(begun.body.code), expiresAt: undefined, sentTo: undefined },
    {
      channel: 'sms',
      length: 6,
      resendAfterSeconds: 30,
      sendsLeft: 3,
      attemptsLeft: 5,
      delivery: 'sending',
      alternatives: [],
      expiresAt: undefined,
      sentTo: undefined,
    },
  )
  assert.equal(w.sms.length, 1)
  const passed = await giveCode(w, begun.body.loginId, newestCode(w, PHONE))
  assert.deepEqual(passed.body, { next: 'pin' })
  const session = await enterPin(w, begun.body.loginId)
  assert.equal(session.status, 200)
  assert.equal(session.body.person.personId, personId)
  assert.equal(session.body.person.organisationId, organisationId)
  const me = await knock(w, 'GET /me', { token: session.body.accessToken })
  assert.equal(me.body.phone, PHONE)
  assert.deepEqual(me.body.warnings, [])
})

test('back to the number and forward again, twenty times: one message, no error, and the last way in works', async () => {
  const w = world()
  await withAnna(w)
  const web = { 'Latchkey-Client': 'web', Cookie: `__Host-latchkey-client=${'n'.repeat(43)}` }
  for (const headers of [{}, web] as readonly Readonly<Record<string, string>>[]) {
    w.sms.splice(0)
    let loginId = ''
    for (let i = 0; i < 20; i++) {
      const again = await start(w, PHONE, headers)
      assert.equal(again.status, 200, JSON.stringify(again.body))
      loginId = again.body.loginId
    }
    const item = await w.db.get('logins', { pk: `LOGIN#${loginId.slice(0, 22)}` })
    assert.deepEqual([w.sms.length, Object.keys(item?.handles ?? {}).length], [1, 8])
    assert.deepEqual((await giveCode(w, loginId, newestCode(w, PHONE), headers)).body, { next: 'pin' })
    assert.equal((await enterPin(w, loginId, PIN, {}, headers)).status, 200)
    w.passes(HOUR)
  }
})

test('all usual spellings of a number are one person', async () => {
  for (const spelling of [
    '07700 900123',
    '+44 7700 900123',
    '0044 7700 900 123',
    '(07700) 900-123',
    ' +447700900123 ',
  ]) {
    const w = world()
    await withAnna(w)
    await start(w, spelling)
    assert.equal(w.sms.at(-1)?.to, PHONE, spelling)
  }
})

test('a trusted device skips the code until day 30, and never the PIN', async () => {
  const w = world()
  await withAnna(w)
  const first = await signIn(w, { trustDevice: true })
  const device = { 'Latchkey-Device': first.body.deviceToken }
  for (let day = 1; day < 30; day++) {
    w.passes(DAY)
    const again = await start(w, PHONE, device)
    assert.equal(again.body.next, 'pin', `day ${day}`)
    assert.equal(again.body.code, undefined)
    assert.equal((await enterPin(w, again.body.loginId, PIN, {}, device)).status, 200)
  }
  assert.equal(w.sms.length, 1, 'thirty days, one text message')
  w.passes(DAY)
  assert.equal((await start(w, PHONE, device)).body.next, 'sms_code', 'thirty days are absolute')
})

test('trust comes only from a login that proved the code, and only when asked for', async () => {
  const w = world()
  await withAnna(w)
  assert.equal((await signIn(w)).body.deviceToken, undefined)
  w.passes(20 * MINUTE)
  const trusted = await signIn(w, { trustDevice: true })
  w.passes(MINUTE)
  const again = await signIn(w, { trustDevice: true }, { 'Latchkey-Device': trusted.body.deviceToken })
  assert.equal(again.body.deviceToken, undefined, 'a trusted login makes no new trust')
})

test('a web client has no secret in any body, and several people keep their trust in one browser', async () => {
  const w = world()
  await withAnna(w)
  const web = { 'Latchkey-Client': 'web' }
  const begun = await start(w, PHONE, web)
  const nonce = begun.cookies.find((cookie) => cookie.startsWith('__Host-latchkey-client='))?.split(';')[0] ?? ''
  assert.match(begun.cookies[0] ?? '', /Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/)
  const mine = { ...web, Cookie: nonce }
  assert.equal(
    (await giveCode(w, begun.body.loginId, newestCode(w, PHONE), web)).body.code,
    'login_closed',
    'a login belongs to its client',
  )
  await giveCode(w, begun.body.loginId, newestCode(w, PHONE), mine)
  const session = await enterPin(w, begun.body.loginId, PIN, { trustDevice: true }, mine)
  assert.equal(session.body.refreshToken, undefined)
  const cookies = [nonce, ...session.cookies.map((cookie) => cookie.split(';')[0])].join('; ')
  assert.match(cookies, /__Host-latchkey-refresh=lkr1\./)
  assert.equal((await start(w, PHONE, { ...web, Cookie: cookies })).body.next, 'pin')
  const refreshed = await knock(w, 'POST /session/refresh', { headers: { ...web, Cookie: cookies }, body: {} })
  assert.equal(refreshed.status, 200)
  const out = await knock(w, 'DELETE /session', {
    headers: { ...web, Cookie: cookies },
    token: refreshed.body.accessToken,
  })
  assert.match(out.cookies.join(), /__Host-latchkey-refresh=; Path=\/; Max-Age=0/)
})

test('"didn\'t get a code?" sends another after the wait, three times, and only the newest works', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const first = newestCode(w, PHONE)
  const early = await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.deepEqual([early.body.code, early.body.retryAfterSeconds], ['resend_too_soon', 30])
  const waits = [30, 60, 120]
  for (const [i, wait] of waits.entries()) {
    w.passes(wait * SECOND)
    const again = await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
    assert.equal(again.status, 200)
    assert.deepEqual([again.body.code.sendsLeft, again.body.code.resendAfterSeconds], [2 - i, waits[i + 1] ?? 0])
  }
  w.passes(120 * SECOND)
  assert.equal((await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })).body.code, 'no_sends_left')
  const earlier = await giveCode(w, loginId, first)
  assert.equal(earlier.body.code, 'earlier_code')
  assert.ok(earlier.body.newestSentAt)
  const view = await knock(w, `GET /login/${loginId}`)
  assert.equal(view.body.code.attemptsLeft, 5, 'the earlier code cost no try')
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).status, 200)
})

test('"back" and the same number again shows the running wait, sends nothing, and the code on its way still works', async () => {
  const w = world()
  await withAnna(w)
  const begun = await start(w)
  await knock(w, `DELETE /login/${begun.body.loginId}`)
  w.passes(10 * SECOND)
  const back = await start(w, '+44 7700 900123')
  assert.deepEqual([back.status, back.body.code.resendAfterSeconds, w.sms.length], [200, 20, 1])
  assert.notEqual(back.body.loginId, begun.body.loginId, 'no login id is handed out twice')
  assert.equal((await giveCode(w, begun.body.loginId, newestCode(w, PHONE))).body.code, 'login_closed')
  assert.equal((await giveCode(w, back.body.loginId, newestCode(w, PHONE))).status, 200)
  assert.equal((await enterPin(w, back.body.loginId)).status, 200)
})

test('a code ends after five minutes, a login after ten', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  w.passes(5 * MINUTE)
  assert.equal((await giveCode(w, loginId, code)).body.code, 'code_expired')
  await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).status, 200)
  w.passes(5 * MINUTE)
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
})

test('five wrong codes end the login, whatever is sent again', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  for (let left = 4; left >= 0; left--) {
    const wrong = await giveCode(w, loginId, otherThan(newestCode(w, PHONE)))
    assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_code', left])
    if (left === 2) {
      w.passes(30 * SECOND)
      await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
    }
  }
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.code, 'login_closed')
  const { attemptsLeft, sendsLeft, resendAfterSeconds } = (await knock(w, `GET /login/${loginId}`)).body.code
  assert.deepEqual([attemptsLeft, sendsLeft, resendAfterSeconds], [0, 0, 0], 'nothing is offered that would be refused')
})

test('a number has three starts in fifteen minutes, then is told when it may begin again', async () => {
  const w = world()
  await withAnna(w)
  for (let i = 0; i < 3; i++) {
    assert.equal((await start(w)).status, 200)
    w.passes(MINUTE)
  }
  const refused = await start(w)
  assert.deepEqual([refused.body.code, refused.body.retryAfterSeconds], ['too_many_requests', 12 * 60])
  w.passes(12 * MINUTE)
  assert.equal((await start(w)).status, 200)
})

test('two tabs on one trusted device both pass', async () => {
  const w = world()
  await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  const [one, two] = await Promise.all([start(w, PHONE, device), start(w, PHONE, device)])
  const both = await Promise.all([enterPin(w, one.body.loginId), enterPin(w, two.body.loginId)])
  assert.deepEqual(
    both.map((answer) => answer.status),
    [200, 200],
  )
})

test('a code that was not paid for can be sent as soon as there is money again, in the same login', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const limit = (amount: string) =>
    knock(w, `PATCH /operator/organisations/${organisationId}`, { body: { smsBudget: { limit: amount } } })
  await limit('0')
  const { loginId } = (await start(w)).body
  w.passes(30_000)
  const again = () => knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.deepEqual([(await again()).status, (await again()).body.code], [402, 'sms_budget_spent'])
  await limit('100')
  assert.equal((await again()).status, 200)
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'pin')
})
