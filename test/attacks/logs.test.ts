import '#support/loud'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AwsFault } from '#laptop/aws/fault'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { choosePin, emailCode, forgot, giveEmailCode, giveSmsCode, NEW_PIN, settle, smsCode } from '#support/resetting'
import { newestCode, world } from '#support/world'
import { written } from '#support/written'

test('no log line of any journey holds a code, a PIN, a number, an address, a token or a secret', async () => {
  const w = world()
  const secrets = new Set([PIN, NEW_PIN, '000001', PHONE, PHONE.slice(1), '7700900123', 'anna@example.com', 'Anna'])
  const keep = (...texts: (string | undefined)[]) => {
    for (const text of texts) if (text !== undefined) secrets.add(text)
  }
  const log = await written(async () => {
    await withAnna(w)
    const begun = await start(w)
    const code = newestCode(w, PHONE)
    keep(begun.body.loginId, begun.body.loginId.slice(22), code, otherThan(code))
    await giveCode(w, begun.body.loginId, otherThan(code))
    await giveCode(w, begun.body.loginId, code)
    await enterPin(w, begun.body.loginId, '000001')
    w.keys.state.fault = new AwsFault('KMSInternalException', 'down', 500)
    assert.equal((await enterPin(w, begun.body.loginId)).status, 503)
    w.keys.state.fault = undefined
    const session = (await enterPin(w, begun.body.loginId, PIN, { trustDevice: true })).body
    keep(session.accessToken, session.refreshToken, session.deviceToken)
    keep(session.accessToken.split('.')[2], session.refreshToken.split('.')[5], session.deviceToken.split('.')[5])
    const next = (await knock(w, 'POST /session/refresh', { body: { refreshToken: session.refreshToken } })).body
    keep(next.accessToken, next.refreshToken, next.refreshToken.split('.')[5])
    await knock(w, 'GET /me', { token: next.accessToken })
    await knock(w, 'POST /me/pin', { token: next.accessToken, body: { currentPin: '000001', newPin: NEW_PIN } })
    w.passes(20 * 60_000)
    const reset = (await forgot(w)).body.resetId
    await settle(w)
    keep(reset, smsCode(w))
    await giveSmsCode(w, reset, smsCode(w))
    await settle(w)
    keep(emailCode(w))
    await giveEmailCode(w, reset, emailCode(w))
    await choosePin(w, reset, '123456')
    assert.equal((await choosePin(w, reset)).status, 200)
    await settle(w)
    await start(w, '+447700900999', { 'User-Agent': 'Anna 7700900123', Cookie: 'x=000001' })
    await knock(w, 'POST /login/phone', { raw: `{"phone":"${PHONE}` })
    w.tables.onAsk = () => {
      throw new Error(`the table broke over ${PHONE}`)
    }
    assert.equal((await start(w)).status, 503)
  })
  assert.match(log, /"started"/)
  assert.match(log, /"failed"/)
  for (const secret of secrets) assert.ok(!log.includes(secret), `the log holds ${secret}`)
  for (const { to, text } of [...w.sms, ...w.mail]) assert.ok(!log.includes(to) && !log.includes(text))
})

test('what waits between the steps holds no code and no number: tables, workflow and messages on their way', async () => {
  const w = world()
  await withAnna(w)
  const stored: string[] = []
  const look = () => stored.push(JSON.stringify([w.engine.snapshot(), w.jobs]))
  const begun = await start(w)
  look()
  await giveCode(w, begun.body.loginId, newestCode(w, PHONE))
  look()
  const session = (await enterPin(w, begun.body.loginId, PIN, { trustDevice: true })).body
  look()
  const reset = (await forgot(w)).body.resetId
  await settle(w)
  look()
  const secrets = [
    newestCode(w, PHONE),
    smsCode(w),
    PIN,

    '7700900123',
    'anna@example.com',
    begun.body.loginId.slice(22),
    reset.slice(22),
    session.refreshToken.split('.')[5],
    session.deviceToken.split('.')[5],
  ]
  for (const text of stored) {
    for (const secret of secrets)
      assert.ok(!new RegExp(`(?<![0-9A-Za-z])${secret}(?![0-9A-Za-z])`).test(text), `a table holds ${secret}`)
  }
})

test('after a sign-in that somebody else may copy, the same words in another order open nothing', async () => {
  const w = world()
  await withAnna(w)
  const first = (await signIn(w, { trustDevice: true })).body
  w.passes(20 * 60_000)
  const begun = await start(w)
  const again = await giveCode(w, begun.body.loginId, newestCode(w, PHONE))
  assert.equal(again.status, 200)
  for (const text of [first.accessToken, first.refreshToken, first.deviceToken]) {
    assert.equal(
      (await knock(w, 'POST /session/refresh', { body: { refreshToken: text.slice(0, 399) } })).status === 200,
      text === first.refreshToken,
    )
    if (text !== first.accessToken) assert.equal((await knock(w, 'GET /me', { token: text })).status, 401)
  }
})
