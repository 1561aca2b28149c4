import assert from 'node:assert/strict'
import { test } from 'node:test'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { enterPin, giveCode, otherThan, PHONE, PIN, start, withAnna } = await import('#support/anna')
const { BENS_PHONE, startByEmail, withBen } = await import('#support/ben')
const { knock } = await import('#support/door')
const { newestCode, world } = await import('#support/world')
const { everyOrder } = await import('./every-order.ts')
type World = ReturnType<typeof world>

const WRONG = otherThan(PIN)

const atPin = async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  return { w, personId, loginId }
}

const phoneAtPin = async () => {
  const { w, personId, loginId } = await atPin()
  return { w, personId, loginId, prove: (real: World) => enterPin(real, loginId) }
}

const emailAtCode = async () => {
  const w = world()
  const { personId } = await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  const code = newestCode(w, BENS_PHONE)
  return { w, personId, loginId, prove: (real: World) => giveCode(real, loginId, code) }
}

const triesOf = async (w: World, personId: string) => {
  const person = await w.ports.people.read(personId)
  return [person?.pinFailures, person?.pinTriedAt, person?.pinFullAt]
}

test('in every order of a right and a wrong PIN, with and without a crash, who comes once the session stands counts against nobody', async () => {
  const { w, personId, loginId } = await atPin()
  let finished = 0
  const acts = (real: World) => [() => enterPin(real, loginId), () => enterPin(real, loginId, WRONG)]
  const played = await everyOrder(w, acts, async () => {
    if ((await w.ports.sessions.sessionsOf(personId)).length === 0) return
    finished++
    const before = await triesOf(w, personId)
    assert.equal((await enterPin(w, loginId, WRONG)).body.code, 'login_closed')
    assert.deepEqual(await triesOf(w, personId), before)
  })
  assert.ok(played > 50 && finished > 30, `${finished} of ${played} orders`)
})

/** Sessions as they stand in the table at this very moment, between two requests. */
const standing = (w: World): number => {
  const { Items = [] } = w.engine.call('Scan', { TableName: 'trust' }) as { Items?: readonly Record<string, unknown>[] }
  return Items.filter((item) => 'secretHash' in item && 'sessionId' in item).length
}

for (const journey of ['phone', 'email'] as const) {
  test(`in every order of the last proof and of leaving, with and without a crash, no session begins after the leaving was answered: ${journey}`, async () => {
    const { w, personId, prove, loginId } = await (journey === 'phone' ? phoneAtPin() : emailAtCode())
    let left: number | undefined
    let [stood, ended] = [0, 0]
    const leave = (real: World) => async () => {
      left = undefined
      const answer = await knock(real, `DELETE /login/${loginId}`)
      assert.equal(answer.status, 204)
      // A request of the play: looked for before and after anything that could make one.
      left = (await real.ports.sessions.sessionsOf(personId)).length
      return answer
    }
    const acts = (real: World) => [() => prove(real), leave(real)]
    const played = await everyOrder(w, acts, async ([proved, leaving]) => {
      const sessions = standing(w)
      if (leaving !== 'crashed') assert.equal(sessions, left, 'the session was there before, or never is')
      if (proved !== 'crashed') assert.equal(proved?.status, sessions === 1 ? 200 : 410)
      const before = await triesOf(w, personId)
      if (leaving !== 'crashed') assert.equal((await prove(w)).body.code, 'login_closed')
      assert.deepEqual(await triesOf(w, personId), before)
      if (sessions === 1) stood++
      else ended++
    })
    assert.ok(stood > 0 && ended > 0 && played > 10, `${stood} and ${ended} of ${played} orders`)
  })
}

test('in every order of a right PIN and of another whose session is ended at once, no second session is made of the login', async () => {
  const { w, personId, loginId } = await atPin()
  let ended = false
  let endings = 0
  const inAndOut = (real: World) => async () => {
    ended = false
    const answer = await enterPin(real, loginId)
    if (answer.status === 200) ended = await real.ports.sessions.end(personId, loginId.slice(0, 22))
    return answer
  }
  const acts = (real: World) => [() => enterPin(real, loginId), inAndOut(real)]
  await everyOrder(w, acts, async () => {
    const kept = await w.ports.sessions.sessionsOf(personId)
    assert.ok(kept.length <= (ended ? 0 : 1), 'an ended session keeps its place')
    if (ended) endings++
  })
  assert.ok(endings > 10, `${endings} endings`)
})

const resent = async (w: World, loginId: string) => knock(w, `POST /login/${loginId}/code/resend`, { body: {} })

const anna = async () => {
  const w = world()
  await withAnna(w)
  return { w, loginId: String((await start(w)).body.loginId), phone: PHONE }
}
const ben = async () => {
  const w = world()
  await withBen(w)
  return { w, loginId: String((await startByEmail(w)).body.loginId), phone: BENS_PHONE }
}

for (const [who, begin] of [
  ['phone', anna],
  ['email', ben],
] as const) {
  test(`in every order of a code and another send, the code is right or an earlier one, and its login is open: ${who}`, async () => {
    const { w, loginId, phone } = await begin()
    w.passes(30_000)
    await resent(w, loginId)
    w.passes(60_000)
    const code = newestCode(w, phone)
    w.provider.hold = true
    const seen = new Set<unknown>()
    const acts = (real: World) => [() => giveCode(real, loginId, code), () => resent(real, loginId)]
    await everyOrder(w, acts, async ([given, again]) => {
      if (given === 'crashed' || again === 'crashed') return
      const right = given?.status === 200
      seen.add(right ? 'right' : given?.body.code)
      assert.equal(again?.body.code === 'login_closed', right, JSON.stringify([given?.body, again?.body]))
      const item = await w.db.get('logins', { pk: `LOGIN#${loginId.slice(0, 22)}` })
      if (!right) assert.deepEqual([item?.tries, item?.sends], [0, 3], 'it cost no try')
    })
    assert.deepEqual([...seen].sort(), ['earlier_code', 'right'])
  })
}
