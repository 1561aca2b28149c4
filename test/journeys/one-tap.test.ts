import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import { enterPin, giveCode, otherThan, PHONE, PIN, start, withAnna } from '#support/anna'
import { EMAIL, PASSWORD, setOrganisation, withBen } from '#support/ben'
import { browser } from '#support/browser'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const key = { 'Idempotency-Key': 'tap-3f9a' }

test('one tap that arrives five times is one text message and five equal answers', async () => {
  const w = world()
  await withAnna(w)
  const first = await start(w, PHONE, key)
  const again = await Promise.all(Array.from({ length: 4 }, () => start(w, PHONE, key)))
  assert.equal(w.sms.length, 1)
  for (const answer of again) assert.deepEqual(answer.body, first.body)
})

test('five taps at the very same time send one text message; who comes second is told to wait', async () => {
  const w = world()
  await withAnna(w)
  const answers = await Promise.all(Array.from({ length: 5 }, () => start(w, PHONE, key)))
  assert.equal(w.sms.length, 1)
  assert.equal(answers.filter(({ status }) => status === 200).length >= 1, true)
  for (const { status, body } of answers) assert.ok(status === 200 || body.code === 'idempotency_conflict')
})

test('the same key with other parameters is refused, and nothing is sent', async () => {
  const w = world()
  await withAnna(w)
  await start(w, PHONE, key)
  const other = await start(w, '+447700900124', key)
  assert.deepEqual([other.status, other.body.code, w.sms.length], [422, 'idempotency_conflict', 1])
})

test('the same parameters are the same call, whatever the blanks and the order of fields', async () => {
  const w = world()
  await withAnna(w)
  const say = (raw: string) =>
    knock(w, 'POST /login/phone', { raw, headers: { ...key, 'Content-Type': 'application/json' } })
  const first = await say(`{"phone":"${PHONE}","country":"GB"}`)
  assert.equal(first.status, 200)
  for (const raw of [
    `{ "country": "GB",\n"phone": "${PHONE}" }`,
    `{"phone":"\\u002b${PHONE.slice(1)}","country":"gb"}`,
  ])
    assert.deepEqual((await say(raw)).body, first.body, raw)
  assert.equal((await say(`{"phone":"${PHONE}"}`)).status, 422)
  assert.equal(w.sms.length, 1)
})

test('a PIN whose answer was lost is answered again with the same session, and costs nothing', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const first = await enterPin(w, loginId, PIN, {}, key)
  const again = await enterPin(w, loginId, PIN, {}, key)
  assert.deepEqual(again.body, first.body)
  assert.equal((await w.ports.sessions.sessionsOf(personId)).length, 1)
  w.passes(61 * SECOND)
  assert.equal(
    (await enterPin(w, loginId, PIN, {}, key)).body.code,
    'idempotency_conflict',
    'tokens are kept for a minute',
  )
})

test('the answer to a start is the same for a day: later the login it names is over, and nothing is sent', async () => {
  const w = world()
  await withAnna(w)
  const first = await start(w, PHONE, key)
  const reset = () =>
    knock(w, 'POST /pin-reset', { body: { phone: PHONE }, headers: { 'Idempotency-Key': 'tap-7c21' } })
  const firstReset = await reset()
  const sent = w.sms.length
  for (const wait of [11 * MINUTE, HOUR, 22 * HOUR]) {
    w.passes(wait)
    const [again, resetAgain] = [await start(w, PHONE, key), await reset()]
    assert.deepEqual([again.status, again.body], [first.status, first.body])
    assert.deepEqual([resetAgain.status, resetAgain.body], [firstReset.status, firstReset.body])
    const other = await start(w, '+447700900124', key)
    assert.deepEqual([other.status, other.body.code], [422, 'idempotency_conflict'])
  }
  assert.equal(w.sms.length, sent)
  assert.equal((await knock(w, `GET /login/${first.body.loginId}`)).body.code, 'login_closed')
  w.passes(DAY)
  const anew = await start(w, PHONE, key)
  assert.notEqual(anew.body.loginId, first.body.loginId, 'after a day the key is free')
  assert.equal(w.sms.length, sent + 1)
})

test('a wrong code sent twice with one key costs one try', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const wrong = otherThan(newestCode(w, PHONE))
  for (let i = 0; i < 3; i++) assert.equal((await giveCode(w, loginId, wrong, key)).body.attemptsLeft, 4)
})

test('one key at two doors is two calls, and each is done', async () => {
  const w = world()
  await withAnna(w)
  const call = { body: { phone: PHONE }, headers: { 'Idempotency-Key': 'one-key' } }
  const login = await knock(w, 'POST /login/phone', call)
  const reset = await knock(w, 'POST /pin-reset', call)
  assert.deepEqual([login.status, reset.status], [200, 200])
  assert.ok(login.body.loginId && reset.body.resetId, JSON.stringify(reset.body))
})

test('the same key at another door is another call', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w, PHONE, key)).body
  assert.deepEqual((await giveCode(w, loginId, newestCode(w, PHONE), key)).body, { next: 'pin' })
  const session = await enterPin(w, loginId, PIN, {}, key)
  assert.equal(session.status, 200)
  const left = await knock(w, `DELETE /login/${loginId}`, { headers: key })
  assert.equal(left.status, 204)
  assert.deepEqual((await start(w, PHONE, key)).body.loginId, loginId, 'and each is answered as it was')
})

test('two clients with the same key do not see each other', async () => {
  const w = world()
  await withAnna(w)
  const mine = await start(w, PHONE, key, '198.51.100.7')
  const theirs = await start(w, PHONE, key, '203.0.113.9')
  assert.notEqual(mine.body.loginId, theirs.body.loginId)
})

test('a call that failed on our side may be tried again with its key', async () => {
  const w = world()
  await withAnna(w)
  const { dispatch } = w.ports.messages
  const broken = { ...w.ports.messages, dispatch: () => Promise.reject(new Error('no sender')) }
  Object.assign(w.ports, { messages: broken })
  assert.equal((await start(w, PHONE, key)).status, 503)
  Object.assign(w.ports, { messages: { ...broken, dispatch } })
  w.passes(MINUTE)
  assert.equal((await start(w, PHONE, key)).status, 200)
  assert.equal(w.sms.length, 1)
})

test('the table alone opens no kept answer', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const session = await enterPin(w, loginId, PIN, {}, key)
  const stored = JSON.stringify(w.engine.call('Scan', { TableName: 'logins' }))
  for (const secret of [session.body.accessToken, session.body.refreshToken, loginId, newestCode(w, PHONE)]) {
    assert.ok(!stored.includes(secret))
  }
  assert.equal((await knock(w, 'GET /me', { token: session.body.accessToken })).status, 200)
})

const signInBy = async (w: World, ask: ReturnType<typeof browser>) => {
  const { loginId, next } = (await ask('POST /login/phone', { phone: PHONE })).body
  if (next === 'sms_code') await ask(`POST /login/${loginId}/code`, { code: newestCode(w, PHONE) })
  return ask(`POST /login/${loginId}/pin`, { pin: PIN, trustDevice: true })
}

test('in a browser a key that renewed one session renews no other, and the same one again, whichever of its cookies is shown', async () => {
  const w = world()
  await withAnna(w)
  const ask = browser(w)
  await signInBy(w, ask)
  const renew = () => ask('POST /session/refresh', {}, key)
  const first = await renew()
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.deepEqual((await renew()).body, first.body, 'the cookie came, and the answer behind it was lost')
  w.passes(30 * SECOND)
  await signInBy(w, ask)
  const other = await renew()
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_conflict'])
})

test('in a browser a PIN is answered alike, whether its answer was lost with its cookies or after them', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  for (const lost of [true, false]) {
    const ask = browser(w)
    const { loginId } = (await ask('POST /login/phone', { phone: PHONE })).body
    await ask(`POST /login/${loginId}/code`, { code: newestCode(w, PHONE) })
    const typed = { pin: PIN, trustDevice: true }
    const pin = (more = {}, how = {}) => ask(`POST /login/${loginId}/pin`, { ...typed, ...more }, key, how)
    const before = (await w.ports.sessions.sessionsOf(personId)).length
    const first = await pin({}, { lost })
    const again = await pin()
    assert.deepEqual([again.status, again.body], [200, first.body])
    assert.deepEqual(again.cookies, first.cookies)
    assert.deepEqual((await pin()).body, first.body, 'and once more')
    assert.equal((await w.ports.sessions.sessionsOf(personId)).length, before + 1)
    assert.equal((await pin({ trustDevice: false })).status, 422, 'another call')
    assert.equal((await ask('POST /session/refresh', {})).status, 200)
    w.passes(61 * SECOND)
    assert.equal((await pin()).body.code, 'idempotency_conflict')
    w.passes(DAY)
  }
})

test('in a browser an e-mail sign-in that needs no code, and a sign-out, are answered alike although their cookies came', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  await setOrganisation(w, organisationId, { twoFactor: { required: false, method: 'sms', exemptNetworks: [] } })
  const ask = browser(w)
  const enter = () => ask('POST /login/email', { email: EMAIL, password: PASSWORD }, key)
  const first = await enter()
  assert.equal(first.status, 200)
  assert.deepEqual((await enter()).body, first.body)
  assert.equal((await w.ports.sessions.sessionsOf(personId)).length, 1)
  const leave = () => ask('DELETE /session', {}, { ...key, token: first.body.accessToken })
  assert.deepEqual([(await leave()).status, (await leave()).status], [204, 204])
})

test('the very first call of a browser, whose answer was lost with its cookie, is one text message, too', async () => {
  const w = world()
  await withAnna(w)
  const ask = browser(w)
  const begin = (how = {}) => ask('POST /login/phone', { phone: PHONE }, key, how)
  const first = await begin({ lost: true })
  const again = await begin()
  assert.deepEqual([again.body, again.cookies], [first.body, first.cookies])
  assert.deepEqual((await begin()).body, first.body, 'the cookie came, and what was behind it was lost')
  assert.equal(w.sms.length, 1)
  const { loginId } = first.body
  assert.equal((await ask(`POST /login/${loginId}/code`, { code: newestCode(w, PHONE) })).body.next, 'pin')
  const other = await browser(w)('POST /login/phone', { phone: PHONE }, { 'Idempotency-Key': 'tap-other' })
  assert.notEqual(other.body.loginId, loginId)
})

test('the very first call of a browser that was refused is refused alike, and keeps nothing for anybody else', async () => {
  const w = world()
  const foreign = () => browser(w)('POST /login/phone', { phone: '+33612345678' }, key)
  const [first, again] = [await foreign(), await foreign()]
  assert.deepEqual([first.body.code, again.body], ['country_not_allowed', first.body])
  const { Items } = w.engine.call('Scan', { TableName: 'logins' }) as { readonly Items: readonly object[] }
  assert.equal(Items.filter((item) => JSON.stringify(item).includes('IDEMPOTENCY#')).length, 1)
})

test('another browser behind the same address is given nothing of what this one is given again', async () => {
  const w = world()
  await withAnna(w)
  const [mine, theirs] = [browser(w), browser(w)]
  await theirs('POST /login/phone', { phone: '+447700900124' }, { 'Idempotency-Key': 'tap-theirs' })
  const first = await mine('POST /login/phone', { phone: PHONE }, key)
  const answer = await theirs('POST /login/phone', { phone: PHONE }, key)
  assert.notEqual(answer.body.loginId, first.body.loginId)
})
