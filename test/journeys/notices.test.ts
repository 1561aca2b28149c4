import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '#core/time'
import { enterPin, giveCode, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { newestCode, world } from '#support/world'

test('Anna is told by e-mail of a device that is now trusted, once, and not when it is used', async () => {
  const w = world()
  await withAnna(w)
  const trusted = await signIn(
    w,
    { trustDevice: true },
    { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
  )
  assert.equal(w.mail.length, 1)
  assert.match(w.mail[0]?.text ?? '', /Firefox, Linux/)
  w.passes(DAY)
  await signIn(w, {}, { 'Latchkey-Device': trusted.body.deviceToken })
  assert.deepEqual([w.mail.length, w.sms.length], [1, 1])
})

test('wrong PINs after a right code are told when the waits begin, and the end of a PIN everywhere', async () => {
  const w = world()
  await withAnna(w)
  for (let failures = 1; failures <= 10; failures++) {
    w.passes(DAY)
    const { loginId } = (await start(w)).body
    await giveCode(w, loginId, newestCode(w, PHONE))
    const before = [w.mail.length, w.sms.length]
    assert.equal((await enterPin(w, loginId, '502837')).body.code, 'wrong_pin')
    const told = [w.mail.length - (before[0] ?? 0), w.sms.length - (before[1] ?? 0)]
    assert.deepEqual(told, failures === 3 ? [1, 0] : failures === 10 ? [1, 1] : [0, 0], `failure ${failures}`)
  }
})

test('a notice that cannot be sent does not turn a sign-in into an error', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  Object.assign(w.ports, { messages: { dispatch: () => Promise.reject(new Error('no sender')) } })
  assert.equal((await enterPin(w, loginId, PIN, { trustDevice: true })).status, 200)
})
