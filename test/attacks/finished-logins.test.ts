import assert from 'node:assert/strict'
import { test } from 'node:test'
import { triesOn } from '#core/charge'
import { DAY, MINUTE, SECOND } from '#core/time'
import { TableFault } from '#laptop/tables/engine'
import { withAdmin } from '#support/admin'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, signInSlowly, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import type { Asked } from '#support/engine-tables'
import { newestCode, type World, world } from '#support/world'

const WRONG = otherThan(PIN)
const broken = () => new TableFault('InternalServerError', 'the answer is lost', {}, 500)

const annaAtPin = async (w: World, source?: string): Promise<string> => {
  const { loginId } = (await start(w, PHONE, {}, source)).body
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'pin')
  return loginId
}

/** What a wrong PIN would move: failures in a row, when the last was, and both buckets. */
const triesOf = async (w: World, personId: string) => {
  const person = await w.ports.people.read(personId)
  assert.ok(person)
  return [person.pinFailures, person.pinTriedAt, person.pinFullAt ?? 0, person.pinFullAtOfKnown ?? 0]
}

/** PINs in a login that is over: each is told so, and none is counted against anybody. */
const assertOver = async (w: World, personId: string, loginId: string, pins = [WRONG, PIN, WRONG]) => {
  const before = await triesOf(w, personId)
  w.keys.asked.length = 0
  for (const pin of pins) assert.equal((await enterPin(w, loginId, pin)).body.code, 'login_closed')
  assert.deepEqual(await triesOf(w, personId), before)
  assert.deepEqual(w.keys.asked, [], 'nothing was compared')
}

test('a PIN in a login that became a session is told that it is over, compared with nothing and counted against nobody', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  const { accessToken: token } = (await enterPin(w, loginId)).body
  w.passes(SECOND)
  await assertOver(w, personId, loginId)
  const ended = await annaAtPin(w, '203.0.1.1')
  const other = (await enterPin(w, ended)).body.accessToken
  assert.equal((await knock(w, 'DELETE /session', { token: other })).status, 204)
  await assertOver(w, personId, ended)
  assert.equal((await knock(w, 'GET /me', { token })).status, 200)
})

test('a PIN in a finished login that a trusted device began counts against neither person nor device', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  w.passes(DAY)
  const { loginId } = (await start(w, PHONE, device)).body
  assert.equal((await enterPin(w, loginId)).status, 200)
  await assertOver(w, personId, loginId)
  const [kept] = await w.ports.sessions.devicesOf(personId)
  const person = await w.ports.people.read(personId)
  assert.ok(kept && person)
  assert.equal(triesOn(person, kept.deviceId), 0, 'nor against the device')
})

test('twenty wrong PINs at once in a finished login count against nobody', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  await enterPin(w, loginId)
  const before = await triesOf(w, personId)
  const answers = await Promise.all(Array.from({ length: 20 }, () => enterPin(w, loginId, WRONG)))
  assert.deepEqual(new Set(answers.map(({ body }) => body.code)), new Set(['login_closed']))
  assert.deepEqual(await triesOf(w, personId), before)
})

test('a login stays finished while its person signs in elsewhere, and an open one stays open', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const open = await annaAtPin(w, '203.0.1.1')
  assert.equal((await enterPin(w, open, WRONG)).body.attemptsLeft, 4)
  const finished = await annaAtPin(w, '203.0.2.1')
  await enterPin(w, finished)
  await enterPin(w, await annaAtPin(w, '203.0.3.1'))
  w.passes(MINUTE)
  await assertOver(w, personId, finished)
  assert.equal((await enterPin(w, open, WRONG)).body.attemptsLeft, 3, 'a wrong PIN in an open login is a wrong one')
  assert.equal((await triesOf(w, personId))[0], 1)
  assert.equal((await enterPin(w, open)).status, 200)
  await assertOver(w, personId, open)
})

test('a login whose session was stored and whose answer never came is finished, although its try was given back', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  let stored = false
  const isCommit = ({ operation, input }: Asked) =>
    operation === 'PutItem' && JSON.stringify(input).includes('SESSION#')
  w.tables.onAsk = (asked) => {
    if (stored && isCommit(asked)) throw broken()
  }
  w.tables.onAnswer = (asked) => {
    if (!isCommit(asked)) return
    stored = true
    throw broken()
  }
  assert.equal((await enterPin(w, loginId)).body.code, 'unavailable')
  w.tables.onAsk = () => {}
  w.tables.onAnswer = () => {}
  assert.equal((await w.ports.sessions.sessionsOf(personId)).length, 1)
  await assertOver(w, personId, loginId, [WRONG])
})

test('a right PIN whose session was never stored leaves its login open', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  w.tables.onAsk = ({ operation, input }: Asked) => {
    if (operation === 'PutItem' && JSON.stringify(input).includes('SESSION#')) throw broken()
  }
  assert.equal((await enterPin(w, loginId)).body.code, 'unavailable')
  w.tables.onAsk = () => {}
  assert.equal((await enterPin(w, loginId, WRONG)).body.code, 'wrong_pin')
  assert.equal((await enterPin(w, loginId)).status, 200)
  assert.equal((await triesOf(w, personId))[0], 0)
})

test('a PIN in a login that was left, that ran out, or that had its five tries counts against nobody', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const left = await annaAtPin(w, '203.0.1.1')
  assert.equal((await knock(w, `DELETE /login/${left}`)).status, 204)
  await assertOver(w, personId, left)
  const late = await annaAtPin(w, '203.0.2.1')
  w.passes(w.limits.loginLifeMs)
  await assertOver(w, personId, late)
  w.passes(DAY)
  const spent = await annaAtPin(w, '203.0.3.1')
  for (let i = 0; i < w.limits.pinTriesPerLogin; i++) {
    assert.equal((await enterPin(w, spent, WRONG)).body.code, 'wrong_pin')
    w.passes(i < 2 ? 0 : MINUTE)
  }
  await assertOver(w, personId, spent)
})

test('the admin reads no wrong PIN of somebody who only typed it again after signing in', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { loginId } = await signInSlowly(w)
  w.passes(SECOND)
  for (const pin of [WRONG, WRONG]) await enterPin(w, loginId, pin)
  const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
  const words = attempt.steps.map(({ word }) => word)
  assert.deepEqual([attempt.outcome, ...words], ['signed_in', 'started', 'sms_sent', 'code_right', 'signed_in'])
})

test('a login that was left before its last proof came ends there, whatever it waited for', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  await knock(w, `DELETE /login/${loginId}`)
  assert.equal((await giveCode(w, loginId, code)).body.code, 'login_closed')
  w.passes(SECOND)
  const atPin = await annaAtPin(w, '203.0.1.1')
  w.passes(SECOND)
  for (let i = 0; i < 2; i++) assert.equal((await knock(w, `DELETE /login/${atPin}`)).status, 204)
  await assertOver(w, personId, atPin, [PIN, WRONG])
  assert.equal((await knock(w, `GET /login/${atPin}`)).body.code, 'login_closed')
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
  const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
  const words = attempt.steps.map(({ word }) => word)
  assert.deepEqual([attempt.outcome, words.includes('signed_in'), words.at(-1)], ['ended', false, 'cancelled'])
})

test('who leaves a finished login leaves its session alone', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  const { accessToken: token } = (await enterPin(w, loginId)).body
  assert.equal((await knock(w, `DELETE /login/${loginId}`)).status, 204)
  assert.equal((await knock(w, 'GET /me', { token })).status, 200)
  assert.equal((await w.ports.sessions.sessionsOf(personId)).length, 1)
})

const takesPlace = ({ operation, input }: Asked) => operation === 'PutItem' && JSON.stringify(input).includes('endedAt')
const makesSession = ({ operation, input }: Asked) =>
  operation === 'PutItem' && JSON.stringify(input).includes('secretHash')

test('who leaves, hears that it failed and leaves once more is not signed in by the PIN that was under way all the time', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  let left: number[] = []
  w.tables.onAsk = async (asked) => {
    if (left.length === 0 && takesPlace(asked)) throw broken()
    if (left.length > 0 || !makesSession(asked)) return
    const first = await knock(w, `DELETE /login/${loginId}`)
    left = [first.status]
    left.push((await knock(w, `DELETE /login/${loginId}`)).status)
  }
  const answer = await enterPin(w, loginId)
  assert.deepEqual([left, answer.body.code], [[503, 204], 'login_closed'])
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
})

test('who leaves while the code is being given is not signed in by the PIN that follows at once', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  let answers: unknown[] = []
  w.tables.onAsk = async (asked) => {
    if (answers.length > 0 || !JSON.stringify(asked.input).includes('REMOVE handles')) return
    answers = ['begun']
    const given = await giveCode(w, loginId, code)
    answers = [given.body.next]
    w.tables.onAsk = async (other) => {
      if (makesSession(other)) await leaving
    }
    pin = enterPin(w, loginId)
    // Charged on the login already when the handle goes.
    while (!w.asked.some(({ input }) => JSON.stringify(input).includes('pinTries + :one')))
      await new Promise(setImmediate)
    await new Promise(setImmediate)
  }
  let pin: ReturnType<typeof enterPin> | undefined
  const leaving = knock(w, `DELETE /login/${loginId}`)
  assert.equal((await leaving).status, 204)
  assert.deepEqual([answers, (await pin)?.body.code], [['pin'], 'login_closed'])
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
})
