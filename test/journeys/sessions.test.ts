import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { DAY, MINUTE, SECOND } from '#core/time'
import {
  createOrganisation,
  createPerson,
  enterPin,
  giveCode,
  givePin,
  PHONE,
  PIN,
  signIn,
  start,
  withAnna,
} from '#support/anna'
import { knock } from '#support/door'
import { choosePin, emailCode, forgot, giveEmailCode, giveSmsCode } from '#support/resetting'
import { newestCode, testStage, world } from '#support/world'

const refresh = (w: ReturnType<typeof world>, refreshToken: string) =>
  knock(w, 'POST /session/refresh', { body: { refreshToken } })

test('the access token is one that any JWT library can verify by the published keys, and says how Anna signed in', async () => {
  const w = world()
  const { personId, organisationId } = await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  const keys = createLocalJWKSet({ keys: [...(await knock(w, 'GET /.well-known/jwks.json')).body.keys] })
  const { payload, protectedHeader } = await jwtVerify(accessToken, keys, {
    issuer: testStage.issuer,
    audience: testStage.audience,
    algorithms: ['RS256'],
    currentDate: new Date(w.now()),
  })
  assert.equal(protectedHeader.typ, 'at+jwt')
  assert.deepEqual([payload.sub, payload.org, payload.role], [personId, organisationId, 'member'])
  assert.deepEqual([payload.amr, payload.acr], [['sms', 'pin', 'mfa'], 'urn:latchkey:two_factor'])
  assert.equal(Number(payload.exp) - Number(payload.iat), 900)
  w.passes(MINUTE)
  const trusted = await signIn(w, { trustDevice: true })
  w.passes(MINUTE)
  const again = await signIn(w, {}, { 'Latchkey-Device': trusted.body.deviceToken })
  const claims = JSON.parse(Buffer.from(again.body.accessToken.split('.')[1] ?? '', 'base64url').toString())
  assert.deepEqual(
    [claims.amr, claims.acr],
    [['dev', 'pin'], 'urn:latchkey:trusted_device'],
    'never more than was proved',
  )
})

test('a refresh token works once; its lost answer is given again for a moment, and later its reuse ends the family', async () => {
  const w = world()
  await withAnna(w)
  const first = (await signIn(w)).body
  const second = (await refresh(w, first.refreshToken)).body
  assert.notEqual(second.refreshToken, first.refreshToken)
  w.passes(5 * SECOND)
  const lost = await refresh(w, first.refreshToken)
  assert.equal(lost.body.refreshToken, second.refreshToken, 'the same successor, not a second family')
  w.passes(20 * SECOND)
  assert.equal((await refresh(w, first.refreshToken)).body.code, 'unauthenticated')
  assert.equal((await refresh(w, second.refreshToken)).body.code, 'unauthenticated', 'a copy is about: everybody out')
  assert.equal((await knock(w, 'GET /me', { token: second.accessToken })).status, 401)
})

test('a refresh token with another secret or generation is nobody’s, and ends nobody’s session', async () => {
  const w = world()
  await withAnna(w)
  let { refreshToken } = (await signIn(w)).body
  for (const again of [true, false]) {
    const parts = refreshToken.split('.')
    const generations = ['0', '1', '2', '3', '01', '999999999', '-1', ''].filter((it) => it !== parts[4])
    for (const made of [parts.with(5, 'A'.repeat(43)), ...generations.map((it) => parts.with(4, it))])
      assert.equal((await refresh(w, made.join('.'))).body.code, 'unauthenticated', made.join('.'))
    if (again) refreshToken = (await refresh(w, refreshToken)).body.refreshToken
  }
  assert.equal((await refresh(w, refreshToken)).status, 200)
})

test('a session ends after seven idle days, and after thirty whatever happens', async () => {
  const w = world()
  await withAnna(w)
  let { refreshToken } = (await signIn(w)).body
  for (let day = 6; day < 30; day += 6) {
    w.passes(6 * DAY)
    refreshToken = (await refresh(w, refreshToken)).body.refreshToken
  }
  w.passes(6 * DAY)
  assert.equal((await refresh(w, refreshToken)).status, 401)
  const idle = (await signIn(w)).body
  w.passes(7 * DAY)
  assert.equal((await refresh(w, idle.refreshToken)).status, 401)
})

test('signing out ends the session at once, for the access token too', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken, refreshToken } = (await signIn(w)).body
  assert.equal((await knock(w, 'DELETE /session', { token: accessToken })).status, 204)
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 401)
  assert.equal((await refresh(w, refreshToken)).status, 401)
})

test('Anna sees where she is signed in, and ends another session', async () => {
  const w = world()
  await withAnna(w)
  const phone = (await signIn(w)).body
  w.passes(MINUTE)
  const laptop = (await signIn(w)).body
  const list = (await knock(w, 'GET /me/sessions', { token: laptop.accessToken })).body.items
  assert.deepEqual(list.map((one) => one.current).sort(), [false, true])
  const other = list.find(({ current }) => !current)
  assert.ok(other)
  assert.equal((await knock(w, `DELETE /me/sessions/${other.sessionId}`, { token: laptop.accessToken })).status, 204)
  assert.equal((await knock(w, 'GET /me', { token: phone.accessToken })).status, 401)
  assert.equal((await knock(w, `DELETE /me/sessions/${other.sessionId}`, { token: laptop.accessToken })).status, 404)
})

test('Anna stops trusting a device, and the next sign-in there asks for a code', async () => {
  const w = world()
  await withAnna(w)
  const trusted = (await signIn(w, { trustDevice: true })).body
  const list = (await knock(w, 'GET /me/devices', { token: trusted.accessToken })).body.items
  assert.deepEqual([list.length, list[0].trusted, list[0].current], [1, true, true])
  assert.equal((await knock(w, `DELETE /me/devices/${list[0].deviceId}`, { token: trusted.accessToken })).status, 204)
  w.passes(MINUTE)
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': trusted.deviceToken })).body.next, 'sms_code')
  assert.equal((await knock(w, `DELETE /me/devices/${list[0].deviceId}`, { token: trusted.accessToken })).status, 404)
})

test('trust that ends between number and PIN ends the login', async () => {
  const w = world()
  await withAnna(w)
  const trusted = (await signIn(w, { trustDevice: true })).body
  const begun = await start(w, PHONE, { 'Latchkey-Device': trusted.deviceToken })
  const [device] = (await knock(w, 'GET /me/devices', { token: trusted.accessToken })).body.items
  await knock(w, `DELETE /me/devices/${device.deviceId}`, { token: trusted.accessToken })
  assert.equal((await enterPin(w, begun.body.loginId)).body.code, 'login_closed')
})

test('Anna changes her name and language', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken: token } = (await signIn(w)).body
  const changed = await knock(w, 'PATCH /me', { token, body: { name: 'Anna Examplová', locale: 'fi' } })
  assert.deepEqual([changed.body.name, changed.body.locale], ['Anna Examplová', 'fi'])
  assert.equal((await knock(w, 'GET /me', { token })).body.name, 'Anna Examplová')
  assert.equal((await knock(w, 'PATCH /me', { token, body: { role: 'admin' } })).body.code, 'invalid_request')
  w.passes(MINUTE)
  await start(w)
  assert.match(w.sms.at(-1)?.text ?? '', /koodi/i, 'the next message is in Finnish')
})

test('changing the PIN needs the current one, ends every other session and trust, and keeps this session', async () => {
  const w = world()
  await withAnna(w)
  const elsewhere = (await signIn(w, { trustDevice: true })).body
  w.passes(MINUTE)
  const here = (await signIn(w)).body
  const change = (currentPin: string, newPin: string) =>
    knock(w, 'POST /me/pin', { token: here.accessToken, body: { currentPin, newPin } })
  assert.equal((await change('502837', '915027')).body.code, 'wrong_pin')
  const refused = await change(PIN, '127680')
  assert.deepEqual([refused.body.code, refused.body.reasons[0].digits], ['pin_not_allowed', '12'])
  assert.equal(
    (await change(PIN, PIN)).body.reasons.some(({ rule }) => rule === 'current'),
    true,
  )
  assert.equal((await change(PIN, '915027')).status, 204)
  assert.equal((await knock(w, 'GET /me', { token: here.accessToken })).status, 200)
  assert.equal((await knock(w, 'GET /me', { token: elsewhere.accessToken })).status, 401)
  assert.ok(
    w.sms.some(({ text }) => /PIN/.test(text) && !/\d{6}/.test(text)),
    'Anna is told',
  )
  w.passes(20 * MINUTE)
  const begun = await start(w, PHONE, { 'Latchkey-Device': elsewhere.deviceToken })
  assert.equal(begun.body.next, 'sms_code', 'trust ended with the old PIN')
  await giveCode(w, begun.body.loginId, newestCode(w, PHONE))
  assert.equal((await enterPin(w, begun.body.loginId, PIN)).body.code, 'wrong_pin')
  assert.equal((await enterPin(w, begun.body.loginId, '915027')).status, 200)
})

test('from the third wrong PIN the wait grows, and the tenth in a row disables the PIN', async () => {
  const w = world()
  await withAnna(w)
  const toPin = async () => {
    w.passes(DAY)
    const { loginId } = (await start(w)).body
    await giveCode(w, loginId, newestCode(w, PHONE))
    return loginId
  }
  let loginId = await toPin()
  const left = []
  for (let i = 0; i < 3; i++) left.push((await enterPin(w, loginId, '502837')).body.attemptsLeft)
  assert.deepEqual(left, [4, 3, 2])
  const waited = await enterPin(w, loginId)
  assert.deepEqual([waited.body.code, waited.body.retryAfterSeconds], ['too_many_requests', 30])
  w.passes(30 * SECOND)
  assert.equal((await enterPin(w, loginId, '502837')).body.code, 'wrong_pin')
  assert.equal((await enterPin(w, loginId, '502837')).body.retryAfterSeconds, 60)
  for (let failures = 4; failures < 10; failures++) {
    loginId = await toPin()
    assert.equal((await enterPin(w, loginId, '502837')).body.code, 'wrong_pin')
  }
  loginId = await toPin()
  assert.equal((await enterPin(w, loginId)).body.code, 'pin_disabled', 'even the right one')
})

test('five wrong PINs on a trusted device end its trust', async () => {
  const w = world()
  await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  for (let i = 0; i < 5; i++) {
    w.passes(DAY)
    const { loginId } = (await start(w, PHONE, device)).body
    assert.equal((await enterPin(w, loginId, '502837')).body.code, 'wrong_pin')
  }
  w.passes(DAY)
  assert.equal((await start(w, PHONE, device)).body.next, 'sms_code')
})

test('wrong PINs on a trusted device that are not in a row leave its trust', async () => {
  const w = world()
  await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  for (const pins of [
    ['502837', '502837', '502837', '502837', PIN],
    ['502837', '502837', PIN],
    ['502837', PIN],
  ])
    for (const pin of pins) {
      w.passes(DAY)
      const begun = (await start(w, PHONE, device)).body
      assert.equal(begun.next, 'pin')
      const entered = await enterPin(w, begun.loginId, pin)
      assert.equal(entered.status === 200, pin === PIN, JSON.stringify(entered.body))
    }
})

test('digits of one’s own number are refused as a PIN, in a change and in a reset', async () => {
  const w = world()
  const phone = '+447700900274'
  const personId = await createPerson(w, await createOrganisation(w), { phone })
  await givePin(w, personId, PIN)
  const begun = (await start(w, phone)).body
  await giveCode(w, begun.loginId, newestCode(w, phone))
  const { accessToken } = (await enterPin(w, begun.loginId)).body
  const body = { currentPin: PIN, newPin: phone.slice(-6) }
  const changed = await knock(w, 'POST /me/pin', { token: accessToken, body })
  w.passes(MINUTE)
  const { resetId } = (await forgot(w, phone)).body
  await giveSmsCode(w, resetId, newestCode(w, phone))
  await giveEmailCode(w, resetId, emailCode(w))
  const chosen = await choosePin(w, resetId, phone.slice(-6))
  for (const { body: refused } of [changed, chosen])
    assert.deepEqual([refused.code, refused.reasons.map(({ rule }) => rule)], ['pin_not_allowed', ['own_number']])
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

test('a login begun before the PIN changed cannot be finished after it', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  await givePin(w, personId, '915027')
  assert.equal((await enterPin(w, loginId, '915027')).body.code, 'login_closed')
})

test('a person without a PIN is told to choose one, not that it was wrong', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const made = await knock(w, `POST /operator/organisations/${organisationId}/people`, {
    body: { name: 'Ben', phone: '+447700900456', role: 'member' },
  })
  assert.equal(made.status, 201)
  const { loginId } = (await start(w, '+447700900456')).body
  await giveCode(w, loginId, newestCode(w, '+447700900456'))
  assert.equal((await enterPin(w, loginId)).body.code, 'pin_disabled')
})

test('when KMS fails nobody is told "wrong", nothing is charged, and nobody gets in', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const { AwsFault } = await import('#laptop/aws/fault')
  for (const word of ['KMSInternalException', 'DisabledException', 'AccessDeniedException', 'ThrottlingException']) {
    w.keys.state.fault = new AwsFault(word, 'no', 500)
    assert.deepEqual((await enterPin(w, loginId)).body.code, 'unavailable', word)
  }
  w.keys.state.fault = undefined
  assert.equal((await w.ports.people.read(personId))?.pinFailures, 0)
  assert.equal((await enterPin(w, loginId)).status, 200)
})
