import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE } from '#support/ben'
import { type Answer, knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const many = <T>(n: number, ask: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => ask(i)))

const words = (answers: readonly Answer[]) => {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const word = status < 300 ? 'passed' : body.code
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

/** How often a code or a PIN was really compared. */
const counting = (w: World) => {
  const compared = { codes: 0, pins: 0 }
  const { codes, pinCheck } = w.ports
  const ports = {
    ...w.ports,
    codes: {
      ...codes,
      of: (...wait: Parameters<typeof codes.of>) => {
        compared.codes++
        return codes.of(...wait)
      },
    },
    pinCheck: {
      ...pinCheck,
      verify: (...secret: Parameters<typeof pinCheck.verify>) => {
        compared.pins++
        return pinCheck.verify(...secret)
      },
    },
  }
  return { w: { ...w, ports }, compared }
}

test('of fifty right codes at once exactly one passes', async () => {
  const w = world()
  await withAnna(w)
  const ids = [(await start(w)).body.loginId]
  for (let i = 0; i < 3; i++) ids.push((await start(w)).body.loginId)
  const code = newestCode(w, PHONE)
  const answers = await many(50, (i) => giveCode(w, ids[i % ids.length] ?? '', code))
  assert.equal(words(answers).passed, 1)
})

test('of fifty right codes that were sent again exactly one passes', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  w.passes(30_000)
  await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  const code = newestCode(w, PHONE)
  const answers = await many(50, () => giveCode(w, loginId, code))
  assert.equal(words(answers).passed, 1)
})

test('of a hundred wrong codes at once five are compared, over every way back into the same login', async () => {
  const { w, compared } = counting(world())
  await withAnna(w)
  const ids = [(await start(w)).body.loginId]
  for (let i = 0; i < 3; i++) ids.push((await start(w)).body.loginId)
  compared.codes = 0
  const answers = await many(100, (i) => giveCode(w, ids[i % ids.length] ?? '', otherThan(newestCode(w, PHONE), i + 1)))
  assert.deepEqual(words(answers), { wrong_code: 5, login_closed: 95 })
  assert.equal(compared.codes, 5)
})

test('the right code wins while somebody else floods wrong ones into a login of their own', async () => {
  const w = world()
  await withAnna(w)
  const mine = (await start(w, PHONE, {}, '198.51.100.7')).body.loginId
  const code = newestCode(w, PHONE)
  const theirs = (await start(w, PHONE, {}, '203.0.113.9')).body.loginId
  assert.notEqual(mine.slice(0, 22), theirs.slice(0, 22))
  const flood = many(60, (i) => giveCode(w, theirs, otherThan(code, i + 1)))
  const passed = await giveCode(w, mine, code)
  await flood
  assert.equal(passed.status, 200)
  assert.equal((await enterPin(w, mine)).status, 200)
})

test('of forty wrong PINs at once no more are compared than one login allows', async () => {
  const { w, compared } = counting(world())
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const answers = await many(40, (i) => enterPin(w, loginId, otherThan(PIN, i + 1)))
  assert.ok(compared.pins <= 3, `${compared.pins} compared before the first wait`)
  assert.equal(words(answers).wrong_pin, compared.pins)
})

test('of forty wrong PINs at once five are compared, even where no wait and no end stands in the way', async () => {
  const { w, compared } = counting(world({ limits: { pinFailuresBeforeWaits: 100, pinFailuresUntilDisabled: 101 } }))
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  await many(40, (i) => enterPin(w, loginId, otherThan(PIN, i + 1)))
  assert.equal(compared.pins, 5)
})

test('many logins side by side add nothing to the tries of a PIN', async () => {
  const { w, compared } = counting(world())
  await withAnna(w)
  const logins: string[] = []
  for (let i = 0; i < 3; i++) {
    const { loginId } = (await start(w, PHONE, {}, `203.0.${i}.9`)).body
    await giveCode(w, loginId, newestCode(w, PHONE))
    logins.push(loginId)
  }
  await many(30, (i) => enterPin(w, logins[i % 3] ?? '', otherThan(PIN, i + 1)))
  assert.equal(compared.pins, 3)
  const { body } = await enterPin(w, logins[0] ?? '')
  assert.equal(body.code, 'too_many_requests', 'the right PIN waits like any other')
})

test('of twenty right PINs at once exactly one becomes a session', async () => {
  const w = world({ limits: { pinFailuresBeforeWaits: 30, pinFailuresUntilDisabled: 40, pinTriesPerLogin: 30 } })
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const answers = await many(20, () => enterPin(w, loginId))
  assert.equal(words(answers).passed, 1)
  assert.equal((await w.ports.sessions.sessionsOf(personId)).length, 1)
})

test('of forty starts at once one text message leaves', async () => {
  const w = world()
  await withAnna(w)
  const answers = await many(40, () => start(w))
  assert.ok(answers.every(({ status }) => status === 200 || status === 429))
  assert.equal(w.sms.length, 1)
})

test('starts from twenty networks at once send no more than the number may be sent', async () => {
  const w = world()
  await withAnna(w)
  const answers = await many(20, (i) => start(w, PHONE, {}, `203.0.${i}.1`))
  assert.deepEqual(words(answers), { passed: 3, too_many_requests: 17 })
  assert.equal(w.sms.length, 3)
})

test('of ten resends at once one sends', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  w.passes(30_000)
  const answers = await many(10, () => knock(w, `POST /login/${loginId}/code/resend`, { body: {} }))
  assert.equal(words(answers).passed, 1)
  assert.equal(w.sms.length, 2)
})

test('of ten resends of the code for a new number at once one sends', async () => {
  const w = world()
  await withAnna(w)
  const token = (await signIn(w)).body.accessToken
  const body = { phone: BENS_PHONE, currentPin: PIN }
  const { changeId } = (await knock(w, 'POST /me/phone', { token, body })).body
  w.passes(30_000)
  w.sms.splice(0)
  const answers = await many(10, () => knock(w, `POST /me/phone/${changeId}/code/resend`, { token, body: {} }))
  assert.equal(words(answers).passed, 1)
  assert.equal(w.sms.length, 1)
})

test('of ten parallel refreshes all get the same successor, and the family has one living end', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { refreshToken } = (await signIn(w)).body
  const answers = await many(10, () => knock(w, 'POST /session/refresh', { body: { refreshToken } }))
  const next = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.refreshToken))
  assert.equal(next.size, 1, 'never two successors')
  const [session] = await w.ports.sessions.sessionsOf(personId)
  assert.equal(session?.generation, 2)
})

test('a replaced refresh token after its grace ends the whole family, the newest token too', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { refreshToken } = (await signIn(w)).body
  const { body: next } = await knock(w, 'POST /session/refresh', { body: { refreshToken } })
  w.passes(w.limits.refreshGraceMs)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 401)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken: next.refreshToken } })).status, 401)
  assert.deepEqual(await w.ports.sessions.sessionsOf(personId), [])
})

test('two people with one number at once: one is written, and the pointer leads to that one', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const body = { name: 'Ben Example', phone: '+447700900188', role: 'member' }
  const made = await many(8, () => knock(w, `POST /operator/organisations/${organisationId}/people`, { body }))
  const written = made.filter(({ status }) => status === 201)
  assert.equal(written.length, 1)
  const pointer = await w.db.get('people', keys.phone(w.ports.lookup.phone('+447700900188')))
  assert.equal(pointer?.personId, written[0]?.body.personId)
})
