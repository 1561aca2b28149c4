import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { DAY, HOUR, MINUTE } from '#core/time'
import {
  createOrganisation,
  createPerson,
  enterPin,
  giveCode,
  givePin,
  otherThan,
  PHONE,
  PIN,
  signIn,
  start,
  withAnna,
} from '#support/anna'
import { knock } from '#support/door'
import { choosePin, forgot, giveSmsCode, NEW_PIN, resetAt, smsCode } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const mailedCode = (w: World) => newestCode({ sms: w.mail }, 'anna@example.com')

/** Wrong codes over as many logins as it takes, each login's five; answers how many were compared. */
const guessCodes = async (w: World, count: number, headers: Readonly<Record<string, string>> = {}) => {
  for (let left = count; left > 0; left -= 5) {
    w.passes(3 * HOUR)
    const { loginId } = (await start(w, PHONE, headers)).body
    for (let i = 0; i < Math.min(5, left); i++) await giveCode(w, loginId, otherThan(newestCode(w, PHONE), i + 1))
  }
  w.passes(3 * HOUR)
}

test('after fifteen wrong codes Anna still gets in: with a code by text message and another by e-mail', async () => {
  const w = world()
  await withAnna(w)
  await guessCodes(w, 15)
  const begun = await start(w)
  const { loginId } = begun.body
  const seen = [begun.body.code, (await knock(w, `GET /login/${loginId}`)).body.code]
  for (const code of seen) assert.ok(code.channel === 'sms' && !('followedBy' in code), 'no stranger learns of it')
  const first = await giveCode(w, loginId, newestCode(w, PHONE))
  assert.deepEqual(
    [first.body.next, first.body.code.channel, first.body.code.sentTo.includes('@')],
    ['email_code', 'email', true],
  )
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed', 'one code is not enough')
  assert.equal((await giveCode(w, loginId, otherThan(mailedCode(w)))).body.code, 'wrong_code')
  assert.deepEqual((await giveCode(w, loginId, mailedCode(w))).body, { next: 'pin' })
  const session = await enterPin(w, loginId)
  assert.equal(session.status, 200)
})

test('in a login that asks for both codes, neither can be had by the other channel', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const allow = { update: 'SET emailCodesWhenSmsSpent = :yes', values: { ':yes': true } }
  await w.db.update('people', keys.organisation(organisationId), allow)
  await guessCodes(w, 15)
  w.provider.answer = async () => ({ outcome: 'refused' })
  const { loginId } = (await start(w)).body
  w.passes(MINUTE)
  assert.deepEqual((await knock(w, `GET /login/${loginId}`)).body.code.alternatives, [])
  const answer = await knock(w, `POST /login/${loginId}/code/resend`, { body: { channel: 'email' } })
  assert.deepEqual([answer.status, answer.body.code, answer.body.alternatives], [400, 'invalid_request', []])
})

test('a right code does not refill the bucket, time does: one wrong code every five days', async () => {
  const w = world()
  await withAnna(w)
  await guessCodes(w, 10)
  assert.equal((await signIn(w)).status, 200)
  await guessCodes(w, 5)
  assert.equal((await giveCode(w, (await start(w)).body.loginId, newestCode(w, PHONE))).body.next, 'email_code')
  w.passes(5 * DAY)
  assert.equal((await giveCode(w, (await start(w)).body.loginId, newestCode(w, PHONE))).body.next, 'pin')
})

test("an attacker who empties the bucket leaves that of Anna's own device full", async () => {
  const w = world()
  await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  await guessCodes(w, 15)
  w.passes(31 * DAY)
  await guessCodes(w, 10)
  const known = await start(w, PHONE, device)
  assert.equal((await giveCode(w, known.body.loginId, newestCode(w, PHONE))).body.next, 'pin')
  const unknown = await start(w, PHONE, {}, '203.0.113.5')
  assert.equal((await giveCode(w, unknown.body.loginId, newestCode(w, PHONE))).body.next, 'email_code')
})

test('nobody has a bucket, too: after fifteen wrong codes a number that leads to nobody begins and answers as before', async () => {
  const w = world()
  w.provider.hold = true
  const guess = async (phone: string) => {
    for (let i = 0; i < 4; i++) {
      w.passes(3 * HOUR)
      const { loginId } = (await start(w, phone)).body
      for (let j = 0; j < 5; j++) await giveCode(w, loginId, '000000')
    }
    w.passes(3 * HOUR)
    w.forget()
    const { status, body } = await start(w, phone)
    return [status, body.next, body.code.sentTo.length, w.asked.map(({ operation }) => operation).join()]
  }
  await withAnna(w)
  assert.deepEqual(await guess('+447700900999'), await guess(PHONE))
})

test('an admin who unlocks a person forgets the wrong codes and PINs', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  await createPerson(w, organisationId, {
    name: 'Ada Admin',
    phone: '+447700900177',
    email: 'ada@example.com',
    role: 'admin',
  }).then((id) => givePin(w, id, '591736'))
  await guessCodes(w, 15)
  const begun = (await start(w, '+447700900177')).body.loginId
  await giveCode(w, begun, newestCode(w, '+447700900177'))
  const admin = await enterPin(w, begun, '591736')
  const done = await knock(w, `POST /organisation/people/${personId}/unlock`, { token: admin.body.accessToken })
  assert.equal(done.status, 204)
  assert.equal((await giveCode(w, (await start(w)).body.loginId, newestCode(w, PHONE))).body.next, 'pin')
})

/** As many wrong PINs as there is patience for, each after its wait; a right one in between keeps the PIN from ending. */
const guessPins = async (w: World, rounds: number) => {
  for (let round = 0; round < rounds; round++) {
    w.passes(3 * HOUR)
    const { loginId } = (await start(w)).body
    await giveCode(w, loginId, newestCode(w, PHONE))
    for (let i = 0; i < 2; i++) await enterPin(w, loginId, otherThan(PIN, i + 1))
    const answer = await enterPin(w, loginId)
    if (answer.status !== 200) return answer.body.code
  }
  return 'signed in'
}

test('ten wrong PINs in sum, with right ones in between, ask for a reset, which proves both channels', async () => {
  const w = world()
  await withAnna(w)
  assert.equal(await guessPins(w, 4), 'signed in')
  assert.equal(await guessPins(w, 2), 'step_up_required')
  const reset = await resetAt(w, 'new_pin')
  assert.equal((await choosePin(w, reset)).status, 200)
  w.passes(3 * HOUR)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  assert.equal((await enterPin(w, loginId, NEW_PIN)).status, 200)
})

test('a right PIN gives back its own charge and no more: a year of daily sign-ins never empties the bucket', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  for (let i = 0; i < 30; i++) {
    w.passes(8 * HOUR)
    assert.equal((await signIn(w)).status, 200)
  }
  const person = await w.ports.people.read(personId)
  assert.ok((person?.pinFullAt ?? 0) <= w.now())
})

test('sixty starts in thirty days, and no more for this number until one is thirty days old', async () => {
  const w = world()
  await createOrganisation(w)
  let begun = 0
  for (let i = 0; i < 70; i++) {
    w.passes(3 * HOUR)
    if ((await start(w, '+447700900123')).status === 200) begun++
  }
  assert.equal(begun, 60)
})

test('whoever floods a number with wrong codes, in sign-ins and resets, far below the ceiling, bars neither way in for its owner', async () => {
  const w = world()
  await withAnna(w)
  await guessCodes(w, 25)
  for (let round = 0; round < 3; round++) {
    w.passes(3 * HOUR)
    const { resetId } = (await forgot(w)).body
    for (let i = 0; i < 5; i++) await giveSmsCode(w, resetId, otherThan(smsCode(w), i + 1))
  }
  w.passes(DAY)
  assert.equal((await choosePin(w, await resetAt(w, 'new_pin'))).status, 200)
  const { loginId } = (await start(w)).body
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'email_code')
  assert.deepEqual((await giveCode(w, loginId, mailedCode(w))).body, { next: 'pin' })
  assert.equal((await enterPin(w, loginId, NEW_PIN)).status, 200)
  w.passes(151 * DAY)
  assert.equal((await giveCode(w, (await start(w)).body.loginId, newestCode(w, PHONE))).body.next, 'pin')
})

test('wrong codes of a reset and of a sign-in fill one bucket', async () => {
  const w = world()
  await withAnna(w)
  for (let round = 0; round < 3; round++) {
    w.passes(3 * HOUR)
    const { resetId } = (await forgot(w)).body
    for (let i = 0; i < 5; i++) await giveSmsCode(w, resetId, otherThan(smsCode(w), i + 1))
  }
  w.passes(3 * HOUR)
  assert.equal((await giveCode(w, (await start(w)).body.loginId, newestCode(w, PHONE))).body.next, 'email_code')
})
