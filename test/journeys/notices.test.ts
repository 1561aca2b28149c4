import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { DAY, MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { EMAIL, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

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

const few = { codeFailuresUntilDisabled: 20, codeFailuresUntilDisabledOfKnown: 20 }
/** Four sign-ins with five wrong codes each: after twenty in a row this number opens nothing. Answers what each try asked of the tables and handed over. */
const wearOut = async (w: World, phone: string) => {
  const asked: string[] = []
  for (let i = 0; i < 4; i++) {
    w.passes(DAY)
    const { loginId } = (await start(w, phone)).body
    for (let by = 1; by <= 5; by++) {
      w.forget()
      const handed = w.jobs.length
      const typed = phone === PHONE ? otherThan(newestCode(w, PHONE), by) : `00000${by}`
      assert.equal((await giveCode(w, loginId, typed)).body.code, 'wrong_code')
      // The sender has transactions of its own, and is another function.
      const own = w.asked.map(({ operation }) => operation).filter((operation) => operation !== 'TransactWriteItems')
      asked.push([...own, w.jobs.length - handed].join())
    }
  }
  w.passes(DAY)
  assert.equal((await start(w, phone)).body.code, 'step_up_required')
  return asked
}
const endedIn = (w: World) => w.mail.filter(({ subject }) => /codes .* no longer work/i.test(subject)).length

test('the end of a number’s codes is told by e-mail, once, with what opens it again; and once more when it ends again', async () => {
  const w = world({ limits: few })
  const { organisationId, personId } = await withAnna(w)
  await wearOut(w, PHONE)
  assert.equal(endedIn(w), 1)
  assert.match(w.mail.at(-1)?.text.replaceAll('\n', ' ') ?? '', /unlock you.*https:\/\/auth\.example\.com/)
  assert.equal(w.sms.filter(({ text }) => /no longer/.test(text)).length, 0)
  const { ask } = await withAdmin(w, organisationId)
  assert.equal((await ask(`POST /organisation/people/${personId}/unlock`)).status, 204)
  await wearOut(w, PHONE)
  assert.equal(endedIn(w), 2)
})

test('many wrong codes at once that end a number’s codes are told of once', async () => {
  const w = world({ limits: few })
  await withAnna(w)
  const logins: string[] = []
  for (let i = 0; i < 4; i++) {
    w.passes(MINUTE * 5)
    if (i === 3) w.passes(MINUTE)
    const { loginId } = (await start(w)).body
    if (loginId !== undefined) logins.push(loginId)
    if (i < 2) for (let by = 1; by <= 5; by++) await giveCode(w, loginId, otherThan(newestCode(w, PHONE), by))
  }
  await Promise.all(logins.flatMap((id) => [1, 2, 3, 4, 5].map(() => giveCode(w, id, '000000'))))
  assert.equal(endedIn(w), 1)
})

test('where the number leads to nobody its end costs the same, and nothing is sent', async () => {
  const w = world({ limits: few })
  await withAnna(w)
  const somebody = await wearOut(w, PHONE)
  const before = [w.mail.length, w.sms.length]
  const nobody = await wearOut(w, '+447700900999')
  assert.deepEqual(nobody, somebody)
  assert.deepEqual([w.mail.length, w.sms.length], before)
})
