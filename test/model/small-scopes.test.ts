import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Answer } from './every-order.ts'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { enterPin, giveCode, givePin, otherThan, PHONE, PIN, start, withAnna } = await import('#support/anna')
const { knock } = await import('#support/door')
const { newestCode, world } = await import('#support/world')
const { everyOrder } = await import('./every-order.ts')

type World = ReturnType<typeof world>

const passed = (answers: readonly (Answer | 'crashed' | undefined)[]) =>
  answers.filter((answer) => answer !== 'crashed' && answer?.status === 200)

const ready = async (step: 'code' | 'pin') => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  if (step === 'pin') await giveCode(w, loginId, code)
  w.provider.hold = true
  return { w, personId, loginId, code }
}

// The first code opens its login in the write that charges the try; one that was sent again is passed by a write of its own.
for (const [which, calls] of [
  ['the first send', 5],
  ['a second send', 3],
] as const) {
  test(`in every order of ${calls} right codes of ${which}, with and without a crash, one passes at most`, async () => {
    const { w, loginId } = await ready('code')
    w.provider.hold = false
    if (which === 'a second send') {
      w.passes(30_000)
      await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
    }
    const code = newestCode(w, PHONE)
    const acts = (real: World) => Array(calls).fill(() => giveCode(real, loginId, code))
    const check = async (answers: readonly (Answer | 'crashed' | undefined)[]) => {
      assert.ok(passed(answers).length <= 1)
      if (!answers.includes('crashed')) assert.equal(passed(answers).length, 1)
    }
    const played = await everyOrder(w, acts, check)
    assert.ok(played > 5, `${played} orders`)
  })
}

test('in every order of two right PINs, with and without a crash, one session is made at most', async () => {
  const { w, personId, loginId } = await ready('pin')
  const acts = (real: World) => Array(2).fill(() => enterPin(real, loginId))
  const check = async (answers: readonly (Answer | 'crashed' | undefined)[]) => {
    const kept = await w.ports.sessions.sessionsOf(personId)
    assert.ok(kept.length <= 1 && passed(answers).length <= kept.length)
    if (!answers.includes('crashed')) assert.equal(passed(answers).length, 1)
  }
  const played = await everyOrder(w, acts, check)
  assert.ok(played > 60, `${played} orders`)
})

test('in every order of two codes for new numbers, wrong or right, with and without a crash, the person has one guess', async () => {
  const w = world({ limits: { changeCodeBucket: { most: 1, refillMs: 60_000 } } })
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const { accessToken: token } = (await enterPin(w, loginId)).body
  await knock(w, 'GET /me', { token })
  const begin = async (phone: string) =>
    (await knock(w, 'POST /me/phone', { token, body: { phone, currentPin: PIN } })).body.changeId as string
  const [first, second] = [await begin('+447700900701'), await begin('+447700900702')]
  const code = newestCode(w, '+447700900702')
  w.provider.hold = true
  const give = (real: World, changeId: string, typed: string) => () =>
    knock(real, `POST /me/phone/${changeId}/code`, { token, body: { code: typed } })
  const check = async (answers: readonly (Answer | 'crashed' | undefined)[]) => {
    const told = answers.filter((answer) => answer !== 'crashed' && answer?.body?.code === 'wrong_code').length
    const right = passed(answers).length
    assert.ok(told <= 1, `${told} wrong ones were compared`)
    const person = await w.ports.people.read(personId)
    assert.ok(right === 0 || person?.phoneVersion === 2)
  }
  const wrong = (real: World, changeId: string) => give(real, changeId, otherThan(code))
  const bothWrong = await everyOrder(w, (real) => [wrong(real, first), wrong(real, second)], check)
  const oneRight = await everyOrder(w, (real) => [wrong(real, first), give(real, second, code)], check)
  assert.ok(bothWrong + oneRight > 50, `${bothWrong} and ${oneRight} orders`)
})

test('in every order of a right PIN and a new one, no session of the old PIN lives after the change', async () => {
  const { w, personId, loginId } = await ready('pin')
  const change = async () => {
    const before = await w.ports.people.read(personId)
    assert.ok(before)
    await w.ports.roster.change(before, { ...before, pinEpoch: before.pinEpoch + 1, epoch: before.epoch + 1 })
    return undefined
  }
  const acts = (real: World): readonly Act[] => [() => enterPin(real, loginId), change]
  const played = await everyOrder(w, acts, async () => {
    const person = await w.ports.people.read(personId)
    const kept = await w.ports.sessions.sessionsOf(personId)
    assert.ok(kept.every(({ epoch }) => epoch <= (person?.epoch ?? 0)))
    if (person?.epoch === 3) assert.ok(kept.every(({ epoch }) => epoch < 3))
  })
  assert.ok(played > 10, `${played} orders`)
})

test('in every order of two starts from two networks and a crash, each login that was answered is stored and counted', async () => {
  const w = world()
  await withAnna(w)
  w.provider.hold = true
  const sources = ['203.0.1.1', '203.0.2.1']
  const acts = (real: World) => sources.map((source) => () => start(real, PHONE, {}, source))
  const stored = async (answer: Answer) => {
    const item = await w.db.get('logins', { pk: `LOGIN#${answer.body.loginId.slice(0, 22)}` })
    assert.equal(item?.step, 'sms_code')
  }
  const played = await everyOrder(w, acts, async (answers) => {
    for (const answer of passed(answers)) if (answer !== 'crashed' && answer !== undefined) await stored(answer)
    // Counted, and never stored: the number names a login that nobody has. Whoever comes back begins anew.
    for (const [at, answer] of answers.entries()) {
      if (answer !== 'crashed') continue
      const again = await start(w, PHONE, {}, sources[at] ?? '')
      assert.equal(again.status, 200, again.body.code)
      await stored(again)
    }
  })
  assert.ok(played > 30, `${played} orders`)
})

test('in every order of two refreshes of one token, with and without a crash, the family has one next token', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  const { refreshToken } = (await enterPin(w, loginId)).body
  const acts = (real: World) => Array(2).fill(() => knock(real, 'POST /session/refresh', { body: { refreshToken } }))
  const played = await everyOrder(w, acts, async (answers) => {
    const next = new Set(passed(answers).map((answer) => (answer === 'crashed' ? '' : answer?.body.refreshToken)))
    assert.ok(next.size <= 1)
    const [session] = await w.ports.sessions.sessionsOf(personId)
    assert.ok(session !== undefined && session.generation <= 2)
    const lost = await knock(w, 'POST /session/refresh', { body: { refreshToken } })
    assert.equal(lost.status, 200, 'whoever lost the answer asks again')
  })
  assert.ok(played > 3, `${played} orders`)
})

test('a wrong and a right PIN in every order count as what they are', async () => {
  const { w, personId, loginId } = await ready('pin')
  const acts = (real: World) => [() => enterPin(real, loginId, '000001'), () => enterPin(real, loginId)]
  await everyOrder(w, acts, async (answers) => {
    if (answers.includes('crashed')) return
    const [wrong, right] = answers
    assert.ok(wrong !== 'crashed' && ['wrong_pin', 'login_closed'].includes(String(wrong?.body.code)))
    assert.ok(right !== 'crashed' && right?.status === 200, JSON.stringify(answers))
    const person = await w.ports.people.read(personId)
    assert.ok(person !== undefined && person.pinFailures <= 1)
  })
})

test('givePin is what a reset writes: a login of before cannot be finished in any order', async () => {
  const { w, personId, loginId } = await ready('pin')
  await givePin(w, personId, '518306')
  const acts = (real: World) => [() => enterPin(real, loginId), () => enterPin(real, loginId, '518306')]
  await everyOrder(w, acts, async (answers) => assert.equal(passed(answers).length, 0))
})
