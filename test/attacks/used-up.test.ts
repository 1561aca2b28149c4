import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { DAY, MINUTE } from '#core/time'
import { TableFault } from '#laptop/tables/engine'
import { withAdmin } from '#support/admin'
import {
  enterPin,
  giveCode,
  givePin,
  otherThan,
  PHONE,
  PIN,
  signIn,
  signInSlowly,
  start,
  withAnna,
} from '#support/anna'
import { BENS_PHONE, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import type { Asked } from '#support/engine-tables'
import { newestCode, type World, world } from '#support/world'

const broken = () => new TableFault('InternalServerError', 'the answer is lost', {}, 500)

const annaAtPin = async (w: World, source?: string): Promise<string> => {
  const { loginId } = (await start(w, PHONE, {}, source)).body
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'pin')
  return loginId
}

const writes = ({ operation, input }: Asked, what: RegExp) =>
  /^(Put|Update|TransactWrite)/.test(operation) && what.test(JSON.stringify(input))
const FORGIVES = /pinFailures = :failures/

const bucketOf = async (w: World, personId: string) => {
  const person = await w.ports.people.read(personId)
  assert.ok(person)
  return { failures: person.pinFailures, fullAt: person.pinFullAt ?? 0 }
}

test('a login that became a session is used up: also when its session was ended, and its end is what the page is told', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  const session = (await enterPin(w, loginId)).body
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code, 'login_closed')
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
  assert.equal((await knock(w, 'DELETE /session', { token: session.accessToken })).status, 204)
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code, 'login_closed')
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
  assert.equal((await knock(w, 'GET /me', { token: session.accessToken })).status, 401)
  const { refreshToken } = session
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 401)
})

test('a login whose five PINs were wrong is over for its page, too, for somebody and for nobody', async () => {
  const w = world()
  await withAnna(w)
  for (const phone of [PHONE, '+447700900999']) {
    const { loginId } = (await start(w, phone)).body
    const item = (await w.db.get('logins', keys.login(loginId.slice(0, 22)))) ?? {}
    const wait = { about: loginId.slice(0, 22), purpose: 'sign_in', seed: String(item.seed), channel: 'sms' } as const
    await giveCode(w, loginId, (await w.ports.codes.of(wait, 1))[0] ?? '')
    for (let left = 4; left >= 0; left--) {
      assert.equal((await knock(w, `GET /login/${loginId}`)).body.next, 'pin')
      const { code, attemptsLeft } = (await enterPin(w, loginId, otherThan(PIN, left + 1))).body
      assert.deepEqual([code, attemptsLeft], ['wrong_pin', left])
      w.passes(MINUTE)
    }
    assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
    assert.equal((await knock(w, `GET /login/${loginId}`)).body.code, 'login_closed')
  }
})

test('a session whose family was revoked leaves its login used up', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  const { refreshToken } = (await enterPin(w, loginId)).body
  await knock(w, 'POST /session/refresh', { body: { refreshToken } })
  w.passes(w.limits.refreshGraceMs)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 401)
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
})

test('what an ended session leaves behind opens nothing, names no client and is gone after two days', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { accessToken: token } = (await signIn(w)).body
  const [session] = await w.ports.sessions.sessionsOf(personId)
  await knock(w, 'DELETE /session', { token })
  const left = (await w.db.get('trust', keys.session(personId, session?.sessionId ?? ''))) ?? {}
  for (const field of ['secretHash', 'previousHash', 'binding', 'label']) assert.ok(!(field in left), field)
  assert.equal(left.ttl, Math.ceil((w.now() + 2 * DAY) / 1_000))
  assert.equal(await w.ports.sessions.end(personId, session?.sessionId ?? ''), false, 'nothing ends twice')
})

test('an e-mail login that became a session takes no second code and sends none', async () => {
  const w = world()
  await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  const code = newestCode(w, BENS_PHONE)
  assert.equal((await giveCode(w, loginId, code)).status, 200)
  w.passes(MINUTE)
  assert.equal((await giveCode(w, loginId, code)).body.code, 'login_closed')
  assert.equal((await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })).body.code, 'login_closed')
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code, 'login_closed')
})

test('the e-mail journey’s code stays good while no token can be signed', async () => {
  const w = world()
  await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  const code = newestCode(w, BENS_PHONE)
  const { signer } = w.ports
  const down = { ...w, ports: { ...w.ports, signer: { sign: () => Promise.reject(new Error('no key')) } } }
  assert.equal((await giveCode(down, loginId, code)).body.code, 'unavailable')
  assert.equal(w.ports.signer, signer)
  assert.equal((await giveCode(w, loginId, code)).status, 200)
})

test('two right PINs in two logins at the same moment both give back what they were charged', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const before = await bucketOf(w, personId)
  const logins = [await annaAtPin(w, '203.0.1.1'), await annaAtPin(w, '203.0.2.1')]
  const answers = await Promise.all(logins.map((loginId) => enterPin(w, loginId)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  )
  const after = await bucketOf(w, personId)
  assert.equal(after.failures, 0)
  assert.ok(after.fullAt <= Math.max(before.fullAt, w.now()), 'the bucket is as full as it was')
})

test('a right PIN gives its charge back once, although the answer to that was lost', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  await enterPin(w, await annaAtPin(w), otherThan(PIN))
  const before = await bucketOf(w, personId)
  let lost = 0
  w.tables.onAnswer = (asked) => {
    if (lost > 0 || !writes(asked, FORGIVES)) return
    lost++
    throw broken()
  }
  assert.equal((await enterPin(w, await annaAtPin(w))).status, 200)
  assert.deepEqual([lost, await bucketOf(w, personId)], [1, { failures: 0, fullAt: before.fullAt }])
})

test('a wrong PIN between the right one and its clearing is not forgiven with it', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const [mine, theirs] = [await annaAtPin(w, '203.0.1.1'), await annaAtPin(w, '203.0.2.1')]
  let guessed = false
  w.tables.onAsk = async (asked) => {
    if (guessed || !writes(asked, FORGIVES)) return
    guessed = true
    assert.equal((await enterPin(w, theirs, otherThan(PIN))).body.code, 'wrong_pin')
  }
  assert.equal((await enterPin(w, mine)).status, 200)
  assert.ok(guessed)
  assert.ok((await bucketOf(w, personId)).fullAt > w.now(), 'the wrong one stays in the bucket')
})

/** What keeps a signature from being made, once this was done meanwhile. */
const noSignatureAfter = (w: World, meanwhile: () => Promise<void>): void => {
  const { sign } = w.ports.signer
  Object.assign(w.ports.signer, {
    sign: async () => {
      Object.assign(w.ports.signer, { sign })
      await new Promise((next) => setTimeout(next, 20))
      await meanwhile()
      throw new Error('no key')
    },
  })
}

for (const lost of ['never', 'once', 'always'] as const) {
  test(`a right PIN whose token could not be signed is given back once, and no wrong one of that moment with it: its clearing’s answer is lost ${lost}`, async () => {
    const w = world()
    const { personId } = await withAnna(w)
    const [mine, theirs, other] = [await annaAtPin(w), await annaAtPin(w, '203.0.2.1'), await annaAtPin(w, '203.0.3.1')]
    let guessed: { failures: number; fullAt: number } | undefined
    let cleared = false
    const clears = (asked: Asked) => guessed === undefined && writes(asked, FORGIVES)
    w.tables.onAnswer = (asked) => {
      if (!clears(asked) || cleared) return
      cleared = true
      if (lost !== 'never') throw broken()
    }
    w.tables.onAsk = (asked) => {
      if (clears(asked) && cleared && lost === 'always') throw broken()
    }
    noSignatureAfter(w, async () => {
      assert.ok(cleared)
      // Another right one leaves its own mark where this one's was.
      if (lost === 'never') assert.equal((await enterPin(w, other)).status, 200)
      assert.equal((await enterPin(w, theirs, otherThan(PIN))).body.code, 'wrong_pin')
      guessed = await bucketOf(w, personId)
    })
    assert.equal((await enterPin(w, mine)).body.code, 'unavailable')
    assert.equal(guessed?.failures, 1)
    assert.deepEqual(await bucketOf(w, personId), guessed, 'the wrong one stays counted')
    assert.equal((await enterPin(w, mine)).status, 200)
  })
}

test('a person who got a new PIN between the comparison and the session has no session of the old one', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  let changed = false
  w.tables.onAsk = async (asked) => {
    if (changed || !writes(asked, FORGIVES)) return
    changed = true
    await givePin(w, personId, '518306')
  }
  const answer = await enterPin(w, loginId)
  assert.deepEqual([changed, answer.body.code], [true, 'login_closed'])
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
})

test('a device that could not be kept takes nobody’s sign-in away: it is not trusted, and nobody is told that it was', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const loginId = await annaAtPin(w)
  w.tables.onAsk = (asked) => {
    if (writes(asked, /DEVICE#/)) throw new TableFault('ProvisionedThroughputExceededException', 'slow down')
  }
  const { status, body } = await enterPin(w, loginId, PIN, { trustDevice: true })
  assert.deepEqual([status, body.deviceToken], [200, undefined])
  assert.deepEqual(await w.ports.sessions.devicesOf(personId), [])
  assert.ok(w.jobs.every(({ kind }) => kind === 'code'))
  w.tables.onAsk = () => {}
  assert.equal((await knock(w, 'GET /me', { token: body.accessToken })).status, 200)
})

test('the admin reads that somebody signed in, after the session was ended too', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { accessToken: token } = (await signInSlowly(w)).entered.body
  const list = `GET /organisation/people/${personId}/attempts`
  const story = async () => {
    const [attempt] = (await ask(list)).body.items
    return [attempt.outcome, ...attempt.steps.map(({ word }) => word)]
  }
  const whole = ['signed_in', 'started', 'sms_sent', 'code_right', 'signed_in']
  assert.deepEqual(await story(), whole)
  await knock(w, 'DELETE /session', { token })
  assert.deepEqual(await story(), whole)
})
