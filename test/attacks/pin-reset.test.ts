import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPerson, enterPin, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import {
  choosePin,
  emailCode,
  forgot,
  giveEmailCode,
  giveSmsCode,
  later,
  leaveReset,
  NEW_PIN,
  readReset,
  resendCode,
  resetAt,
  settle,
  smsCode,
  whileHashing,
} from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const NOBODY = '+447700900999'
const wrongCodes = (right: string, count: number) =>
  Array.from({ length: count }, (_, i) => String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0'))

const resetItem = async (w: World, id: string) => {
  const reset = await w.ports.resetWaits.find(id.slice(0, 22))
  assert.ok(reset)
  return reset
}

/** The code that the server would take now, whoever it was sent to. */
const derived = async (w: World, id: string, channel: 'sms' | 'email') => {
  const { seed, sends } = await resetItem(w, id)
  const about = `${id.slice(0, 22)}.${channel}`
  return (await w.ports.codes.of({ about, purpose: 'pin_reset', seed, channel }, sends)).at(-1) ?? ''
}

/** Every observable of a walk, without what is random in each: ids, times and masks. */
const walk = async (w: World, phone: string) => {
  const begun = await forgot(w, phone)
  const id: string = begun.body.resetId
  const seen: unknown[] = [begun]
  const [a = '', b = '', c = '', d = '', e = ''] = wrongCodes(await derived(w, id, 'sms'), 5)
  seen.push(await giveSmsCode(w, id, a), await readReset(w, id), await giveEmailCode(w, id, b), await choosePin(w, id))
  seen.push(await resendCode(w, id))
  await later(w, 30)
  seen.push(await resendCode(w, id), await giveSmsCode(w, id, b), await giveSmsCode(w, id, c))
  seen.push(
    await giveSmsCode(w, id, d),
    await giveSmsCode(w, id, e),
    await giveSmsCode(w, id, a),
    await readReset(w, id),
  )
  return JSON.parse(
    JSON.stringify(seen, (name, value) =>
      ['resetId', 'sentTo', 'requestId', 'Latchkey-Request-Id'].includes(name) ? typeof value : value,
    ),
  )
}

test('a number that belongs to nobody gets the same replies, word for word, at every step; no run, no message', async () => {
  const w = world()
  await withAnna(w)
  const known = world()
  await withAnna(known)
  assert.deepEqual(await walk(w, NOBODY), await walk(known, PHONE))
  assert.deepEqual([w.sms.length, w.mail.length, w.workflow.engine.list().length], [0, 0, 0])
})

test('a number that belongs to nobody costs as many requests as one that belongs to somebody', async () => {
  const count = async (phone: string) => {
    const w = world()
    await withAnna(w)
    w.forget()
    const begun = await knock(w, 'POST /pin-reset', { body: { phone } })
    const starting = w.asked.filter(({ operation }) => operation !== 'none').map(({ operation }) => operation)
    await settle(w)
    w.forget()
    await giveSmsCode(w, begun.body.resetId, '000000')
    return { starting: starting.slice(0, 3), answering: w.asked.map(({ operation }) => operation) }
  }
  assert.deepEqual(await count(NOBODY), await count(PHONE))
})

test("even the code that nobody's reset would have is wrong", async () => {
  const w = world()
  await withAnna(w)
  const begun = await forgot(w, NOBODY)
  const guessed = await giveSmsCode(w, begun.body.resetId, await derived(w, begun.body.resetId, 'sms'))
  assert.equal(guessed.body.code, 'wrong_code')
})

test('a disabled person is nobody', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const person = await w.ports.people.read(personId)
  assert.ok(person && (await w.ports.roster.change(person, { ...person, disabled: true, epoch: person.epoch + 1 })))
  assert.equal((await forgot(w)).status, 200)
  assert.deepEqual([w.sms.length, w.workflow.engine.list().length], [0, 0])
})

const steps = ['sms_code', 'email_code', 'new_pin'] as const

for (const step of steps) {
  test(`in ${step}, no other step can be taken, not even with its right code`, async () => {
    const w = world()
    await withAnna(w)
    const id = await resetAt(w, step)
    const takes = {
      sms_code: async () => giveSmsCode(w, id, await derived(w, id, 'sms')),
      email_code: async () => giveEmailCode(w, id, await derived(w, id, 'email')),
      new_pin: () => choosePin(w, id),
    }
    for (const other of steps.filter((each) => each !== step)) {
      assert.equal((await takes[other]()).body.code, 'reset_closed', other)
    }
    assert.equal((await takes[step]()).status, 200)
  })
}

test('the code of a sign-in, of another reset or of the other channel opens nothing', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  await createPerson(w, organisationId, { phone: '+447700900124', email: 'ben@example.com', name: 'Ben' })
  const login = await start(w)
  const loginCode = newestCode(w, PHONE)
  await forgot(w, '+447700900124')
  const bens = newestCode(w, '+447700900124')
  const id = await resetAt(w, 'sms_code')
  const foreign = [loginCode, bens, await derived(w, id, 'email')].filter((code) => code !== smsCode(w))
  for (const code of foreign) assert.equal((await giveSmsCode(w, id, code)).body.code, 'wrong_code')
  const used = await knock(w, `POST /login/${login.body.loginId}/code`, { body: { code: smsCode(w) } })
  assert.equal(used.body.code, 'wrong_code')
})

test('a reset belongs to the client that began it, and its id cannot be made of parts', async () => {
  const w = world()
  await withAnna(w)
  const web = { 'Latchkey-Client': 'web' }
  const begun = await forgot(w, PHONE, web)
  const id: string = begun.body.resetId
  for (const [stolen, headers] of [
    [id, {}],
    [id, web],
    [id.slice(0, 22) + 'A'.repeat(22), web],
    [id.slice(0, 43), web],
  ] as const) {
    assert.equal((await giveSmsCode(w, stolen, smsCode(w), headers)).body.code, 'reset_closed')
    assert.equal((await readReset(w, stolen, headers)).body.code, 'reset_closed')
    await knock(w, `DELETE /pin-reset/${stolen}`, { headers })
  }
  const own = { ...web, Cookie: begun.cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
  assert.equal((await giveSmsCode(w, id, smsCode(w), own)).status, 200)
})

test('until both codes were right, nothing about the person changes: the PIN, the sessions and the trust hold', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const session = await signIn(w)
  const before = await w.ports.people.read(personId)
  const id = await resetAt(w, 'new_pin')
  await choosePin(w, id, '111111')
  assert.deepEqual(await w.ports.people.read(personId), before)
  assert.equal((await knock(w, 'GET /me', { token: session.body.accessToken })).status, 200)
})

for (const step of ['sms_code', 'new_pin'] as const) {
  test(`a reset that stands in ${step} when its person is disabled cannot be finished`, async () => {
    const w = world()
    const { personId } = await withAnna(w)
    const id = await resetAt(w, step)
    const person = await w.ports.people.read(personId)
    assert.ok(person && (await w.ports.roster.change(person, { ...person, disabled: true, epoch: person.epoch + 1 })))
    const answer = step === 'sms_code' ? await giveSmsCode(w, id, smsCode(w)) : await choosePin(w, id)
    assert.equal(answer.body.code, 'reset_closed')
    assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
  })
}

test('a person who is disabled, or changed elsewhere, while the new PIN is being hashed keeps the old one', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  whileHashing(w, async () => {
    const person = await w.ports.people.read(personId)
    assert.ok(person && (await w.ports.roster.change(person, { ...person, epoch: person.epoch + 1 })))
  })
  assert.equal((await choosePin(w, id)).body.code, 'reset_closed')
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

test('a reset that is given up while the new PIN is being hashed changes nothing', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  whileHashing(w, () => leaveReset(w, id))
  assert.equal((await choosePin(w, id)).body.code, 'reset_closed')
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

test('of two resets of one person, the one that finishes second changes nothing', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const first = await resetAt(w, 'new_pin')
  await later(w, 31)
  const second = await resetAt(w, 'new_pin')
  assert.equal((await choosePin(w, second, '590283')).status, 200)
  assert.equal((await choosePin(w, first, '804915')).body.code, 'reset_closed')
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 2)
})

test('fifty right codes at once: one passes', async () => {
  const w = world({ limits: { codeTriesPerLogin: 100 } })
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const code = smsCode(w)
  const answers = await Promise.all(Array.from({ length: 50 }, () => giveSmsCode(w, id, code)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(w.mail.length, 1)
})

test('fifty new PINs at once: one is written, and the epoch rises by one', async () => {
  const w = world({ limits: { newSecretTriesPerReset: 100 } })
  const { personId } = await withAnna(w)
  const before = await w.ports.people.read(personId)
  const id = await resetAt(w, 'new_pin')
  const pins = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? '590283' : '804915'))
  const answers = await Promise.all(pins.map((pin) => choosePin(w, id, pin)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  const after = await w.ports.people.read(personId)
  assert.deepEqual([after?.epoch, after?.pinEpoch], [(before?.epoch ?? 0) + 1, (before?.pinEpoch ?? 0) + 1])
})

test('a hundred wrong codes at once: five are compared', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const answers = await Promise.all(wrongCodes(smsCode(w), 100).map((code) => giveSmsCode(w, id, code)))
  assert.equal(answers.filter(({ body }) => body.code === 'wrong_code').length, 5)
})

test('a sign-in or a refresh that races with the new PIN never ends with an old epoch that still works', async () => {
  for (let round = 0; round < 4; round += 1) {
    const w = world()
    const { personId } = await withAnna(w)
    const session = await signIn(w, { trustDevice: true })
    const headers = { 'Latchkey-Device': session.body.deviceToken ?? session.headers['Latchkey-Device'] ?? '' }
    const login = await start(w, PHONE, headers)
    const id = await resetAt(w, 'new_pin')
    const [chosen, signed, refreshed] = await Promise.all([
      choosePin(w, id),
      enterPin(w, login.body.loginId, PIN),
      knock(w, 'POST /session/refresh', { body: { refreshToken: session.body.refreshToken } }),
    ])
    assert.equal(chosen.status, 200)
    for (const { status, body } of [signed, refreshed].filter(({ status }) => status === 200)) {
      assert.equal(status, 200)
      const again = await knock(w, 'POST /session/refresh', { body: { refreshToken: body.refreshToken } })
      assert.equal(again.status, 401, 'a session of the old PIN lives on')
    }
    assert.equal((await w.ports.people.read(personId))?.pinEpoch, 2)
  }
})

test('a number may begin three resets in a quarter of an hour, and then has to wait', async () => {
  const w = world()
  await withAnna(w)
  for (let begun = 0; begun < 3; begun += 1) {
    assert.equal((await forgot(w)).status, 200)
    await later(w, 31)
  }
  const fourth = await forgot(w)
  assert.deepEqual([fourth.status, fourth.body.code], [429, 'too_many_requests'])
  assert.ok(fourth.body.retryAfterSeconds > 0)
  assert.equal(w.sms.length, 3)
})

test('wrong codes over many resets never bar the owner from the next one', async () => {
  const startsPerNumber = [{ most: 50, withinMs: 60_000 }]
  const w = world({ limits: { startsPerNumber, codeFailuresUntilDisabled: 999 } })
  await withAnna(w)
  for (let round = 0; round < 6; round += 1) {
    const id = await resetAt(w, 'sms_code')
    for (const code of wrongCodes(smsCode(w), 5)) assert.equal((await giveSmsCode(w, id, code)).body.code, 'wrong_code')
    await later(w, 31)
  }
  assert.equal((await forgot(w)).status, 200)
})

test('a flood of sign-ins for a number does not bar its owner from the reset', async () => {
  const w = world()
  await withAnna(w)
  for (let flood = 0; flood < 4; flood += 1) {
    await start(w)
    await later(w, 31)
  }
  assert.equal((await start(w)).status, 429)
  assert.equal((await forgot(w)).status, 200)
})

test('a login of the old PIN that is at the code when the PIN changes cannot be finished', async () => {
  const w = world()
  await withAnna(w)
  const login = await start(w)
  await knock(w, `POST /login/${login.body.loginId}/code`, { body: { code: newestCode(w, PHONE) } })
  const id = await resetAt(w, 'new_pin')
  assert.equal((await choosePin(w, id)).status, 200)
  assert.equal((await enterPin(w, login.body.loginId, NEW_PIN)).body.code, 'login_closed')
})

test('an address that is typed or a field that is added is refused: codes go only where the profile says', async () => {
  const w = world()
  await withAnna(w)
  for (const body of [
    { phone: PHONE, email: 'eve@example.com' },
    { phone: [PHONE] },
    { phone: PHONE, personId: 'x' },
  ]) {
    assert.equal((await knock(w, 'POST /pin-reset', { body })).body.code, 'invalid_request')
  }
  const id = await resetAt(w, 'sms_code')
  for (const body of [
    { code: Number(smsCode(w)) },
    { code: [smsCode(w)] },
    { code: smsCode(w), step: 'new_pin' },
    { code: '１２３４５６' },
  ]) {
    assert.equal((await knock(w, `POST /pin-reset/${id}/sms-code`, { body })).body.code, 'invalid_request')
  }
  assert.equal((await giveSmsCode(w, id, smsCode(w))).body.code.attemptsLeft, 5)
  await giveEmailCode(w, id, emailCode(w))
})
