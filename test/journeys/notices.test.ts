import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { DAY } from '#core/time'
import { enterPin, giveCode, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { EMAIL, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
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

test('the end of a password is told by e-mail, once, with where to choose a new one, however it was tried', async () => {
  const w = world()
  await withBen(w)
  for (let failures = 1; failures <= 21; failures++) {
    w.passes(DAY)
    const before = w.mail.length
    await startByEmail(w, { password: 'not the password at all' })
    assert.equal(w.mail.length - before, failures === 20 ? 1 : 0, `failure ${failures}`)
  }
  assert.match(w.mail.at(-1)?.text ?? '', /Forgot your password\?.*https:\/\/auth\.example\.com/s)
  assert.equal(w.sms.length, 0)
})

test('a PIN that is tried away in a session is told of, too: in changing it, and in changing the number', async () => {
  for (const [route, body] of [
    ['POST /me/pin', { currentPin: '502837', newPin: '704816' }],
    ['POST /me/phone', { phone: '+447700900555', currentPin: '502837' }],
  ] as const) {
    const w = world()
    const { personId } = await withAnna(w)
    const token: string = (await signIn(w)).body.accessToken
    await w.db.update('people', keys.person(personId), {
      update: 'SET pinFailures = :nine, pinTriedAt = :ago',
      values: { ':nine': 9, ':ago': 0 },
    })
    const before = [w.mail.length, w.sms.length]
    assert.equal((await knock(w, route, { token, body })).body.code, 'wrong_pin', route)
    assert.deepEqual(
      [w.mail.length, w.sms.length],
      before.map((count) => count + 1),
      route,
    )
  }
})

test('the wrong password that would end one is answered at the same cost where nobody is', async () => {
  const w = world()
  await withBen(w)
  const handed: number[] = []
  for (const email of [EMAIL, 'nobody@example.com']) {
    for (let failures = 1; failures <= 19; failures++) {
      await startByEmail(w, { email, password: 'not the password at all' })
      w.passes(DAY)
    }
    const [jobs, mails] = [w.jobs.length, w.mail.length]
    await startByEmail(w, { email, password: 'not the password at all' })
    handed.push(w.jobs.length - jobs)
    assert.equal(w.mail.length - mails, email === EMAIL ? 1 : 0)
  }
  assert.deepEqual(handed, [1, 1])
})

test('a notice that cannot be sent does not turn a sign-in into an error', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  Object.assign(w.ports, { messages: { dispatch: () => Promise.reject(new Error('no sender')) } })
  assert.equal((await enterPin(w, loginId, PIN, { trustDevice: true })).status, 200)
})
