import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { standingOf } from '#core/breaker'
import { LIMITS } from '#core/limits'
import type { Pulse } from '#core/pulse'
import { HOUR, MINUTE, SECOND } from '#core/time'
import { createOrganisation, createPerson, giveCode, otherThan, PHONE, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { streamsOf } from '#support/streams'
import { newestCode, type World, world } from '#support/world'

// Numbers kept for fiction are neighbours, so their block is full at once: here the breaker alone is asked.
const limits = { smsPerBlockAndHour: 100_000, startsPerSourceAndHour: 100_000 }
const refusing = { stage: { smsFloods: 'refuse' as const }, limits }
const phoneOf = (n: number) => `+447700900${String(n).padStart(3, '0')}`

const clinicWith = async (w: World, people: number) => {
  const organisationId = await createOrganisation(w)
  for (let n = 0; n < people; n++)
    await createPerson(w, organisationId, { name: `Person ${n}`, phone: phoneOf(n), email: `p${n}@example.com` })
  return organisationId
}

const gateOf = (w: World, organisationId: string) => w.ports.breaker.gate(organisationId)
const sums = async (w: World, organisationId: string) => {
  const { minutes = {} } = ((await w.db.get('ledger', keys.pulse(organisationId))) ?? {}) as Partial<Pulse>
  const all = Object.values(minutes)
  const sum = (field: 'sent' | 'given' | 'wrong') => all.reduce((total, minute) => total + minute[field], 0)
  return { sent: sum('sent'), given: sum('given'), wrong: sum('wrong') }
}

test('pumping two hundred numbers ends after the bound: fifty, and what begins in the four minutes until they are judged', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const organisationId = await clinicWith(w, 200)
  const perMinute = 12
  for (let n = 0; n < 200; n++) {
    await start(w, phoneOf(n), {}, '203.0.113.1')
    w.passes(MINUTE / perMinute)
    if (n % 4 === 3) await streams.flow()
  }
  const bound = LIMITS.breakerLogins + perMinute * 5
  assert.ok(w.sms.length >= 50 && w.sms.length <= bound, `${w.sms.length} of at most ${bound}`)
  const gate = await gateOf(w, organisationId)
  assert.equal(gate.pausedFor, 'never_given')
  assert.equal((gate.pausedUntil ?? 0) - (gate.pausedAt ?? 0), LIMITS.breakerPauseMs)
})

test('pumping that goes on gets the few of each trial and no more: twenty, with pauses that grow to an hour', async () => {
  const w = world({ ...refusing, limits: { ...limits, startsPerNumber: [{ most: 20, withinMs: 15 * MINUTE }] } })
  const streams = streamsOf(w)
  const organisationId = await clinicWith(w, 30)
  const [minutes, perMinute] = [150, 6]
  for (let n = 0; n < minutes; n++) {
    for (let each = 0; each < perMinute; each++)
      await start(w, phoneOf((perMinute * n + each) % 30), {}, `198.51.${n % 200}.1`)
    await streams.flow()
    w.passes(MINUTE)
  }
  // Pauses of 10, 20, 40 and 60 minutes, and between them trials of which five minutes pass until they are judged.
  const bound = LIMITS.breakerLogins + perMinute * 5 + 3 * 20
  assert.ok(w.sms.length <= bound, `${w.sms.length} messages of ${minutes * perMinute} starts, at most ${bound}`)
  assert.equal((await gateOf(w, organisationId)).pauses, 4)
})

test('whoever knows six numbers of an organisation pauses nobody, with every start, reset, new code and wrong code they have', async () => {
  const w = world({ ...refusing, limits: { smsPerBlockAndHour: 100_000 } })
  const streams = streamsOf(w)
  const organisationId = await clinicWith(w, 6)
  const running: string[] = []
  for (let minute = 0; minute < 45; minute++) {
    for (let n = 0; n < 6; n++) {
      const source = `198.51.${minute}.${n}`
      const login = (await start(w, phoneOf(n), {}, source)).body.loginId
      const reset = (await knock(w, 'POST /pin-reset', { body: { phone: phoneOf(n) }, source })).body.resetId
      const body = { code: otherThan(newestCode(w, phoneOf(n))) }
      if (login !== undefined) {
        running.push(`/login/${login}`)
        await knock(w, `POST /login/${login}/code`, { body })
      }
      if (reset !== undefined) {
        running.push(`/pin-reset/${reset}`)
        await knock(w, `POST /pin-reset/${reset}/sms-code`, { body })
      }
    }
    for (const path of running.slice(-40)) await knock(w, `POST ${path}/code/resend`, { body: {} })
    w.passes(MINUTE)
    await streams.flow()
  }
  assert.equal((await gateOf(w, organisationId)).pausedUntil, undefined)
  assert.ok(w.sms.length >= 100, `${w.sms.length}`)
})

test('a pause keeps strangers waiting, and nobody who has a device, a code on its way, or another organisation', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const { organisationId } = await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  const other = await createOrganisation(w, { name: 'Other' })
  await createPerson(w, other, { phone: phoneOf(901), email: 'other@example.com' })
  await createPerson(w, organisationId, { phone: phoneOf(902), email: 'ben@example.com' })
  w.passes(HOUR)
  await flood(w, streams, organisationId)
  const before = w.sms.length

  const trusted = await start(w, PHONE, { 'Latchkey-Device': deviceToken }, '203.0.113.9')
  assert.equal(trusted.body.next, 'pin')
  await start(w, phoneOf(901), {}, '203.0.113.9')
  assert.deepEqual(
    w.sms.slice(before).map(({ to }) => to),
    [phoneOf(901)],
  )

  const held = await start(w, phoneOf(902), {}, '203.0.113.9')
  const nobody = await start(w, phoneOf(999), {}, '203.0.113.9')
  const shape = ({ status, body, headers }: typeof held) => [
    status,
    Object.keys(body),
    Object.keys(body.code),
    Object.keys(headers),
  ]
  assert.deepEqual(shape(held), shape(nobody))
  assert.equal(w.sms.length, before + 1)
  const again = await knock(w, `POST /login/${held.body.loginId}/code/resend`, { body: {} })
  const seconds =
    Math.ceil(((await gateOf(w, organisationId)).pausedUntil ?? 0) / SECOND) - Math.floor(w.now() / SECOND)
  assert.deepEqual(
    [again.status, again.body.code, again.headers['Retry-After']],
    [429, 'too_many_requests', `${seconds}`],
  )
})

/** So many people who begin and never go on, until strangers are paused. */
const flood = async (w: World, streams: ReturnType<typeof streamsOf>, organisationId: string) => {
  for (let n = 0; n < 60; n++) {
    await createPerson(w, organisationId, { name: `Flood ${n}`, phone: phoneOf(500 + n), email: `f${n}@example.com` })
    await start(w, phoneOf(500 + n), {}, `198.51.${n}.1`)
  }
  w.passes(5 * MINUTE)
  await start(w, phoneOf(500), {}, '203.0.113.1')
  await streams.flow()
  assert.equal(standingOf(await gateOf(w, organisationId), w.now()), 'paused')
}

test('a code that is on its way when the pause begins is still right', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const { organisationId } = await withAnna(w)
  const begun = await start(w)
  w.passes(-2 * MINUTE)
  await flood(w, streams, organisationId)
  const passed = await giveCode(w, begun.body.loginId, newestCode(w, PHONE))
  assert.equal(passed.status, 200)
})

test('after a pause a few are sent, and once their codes are given everybody is', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const organisationId = await createOrganisation(w)
  await flood(w, streams, organisationId)
  w.passes(LIMITS.breakerPauseMs)
  const people = 14
  const begun = []
  const before = w.sms.length
  for (let n = 0; n < people; n++) begun.push(await start(w, phoneOf(500 + n), {}, '203.0.113.3'))
  assert.equal(w.sms.length - before, LIMITS.breakerTrial.most)
  w.passes(30 * SECOND)
  for (const [n, { body }] of begun.slice(0, 5).entries())
    await giveCode(w, body.loginId, newestCode(w, phoneOf(500 + n)))
  await streams.flow()
  assert.equal(standingOf(await gateOf(w, organisationId), w.now()), 'trial')
  w.passes(4 * MINUTE)
  await start(w, phoneOf(530), {}, '203.0.113.3')
  await streams.flow()
  assert.equal(standingOf(await gateOf(w, organisationId), w.now()), 'open')
  const resumed = w.sms.length
  for (let n = 31; n < 45; n++) await start(w, phoneOf(500 + n), {}, '203.0.113.4')
  assert.equal(w.sms.length - resumed, 14)
  await streams.flow()
  const news = streams.told.filter(({ type }) => type.startsWith('messages.'))
  assert.deepEqual(
    news.map(({ type, by, why, refused }) => [type, by, why, refused]),
    [
      ['messages.paused', undefined, 'never_given', true],
      ['messages.resumed', 'trial', undefined, undefined],
    ],
  )
})

test('a trial whose codes nobody gives ends in the next pause, twice as long', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const organisationId = await createOrganisation(w)
  await flood(w, streams, organisationId)
  w.passes(LIMITS.breakerPauseMs)
  for (let n = 0; n < 12; n++) await start(w, phoneOf(500 + n), {}, '203.0.113.3')
  w.passes(4 * MINUTE)
  await start(w, phoneOf(530), {}, '203.0.113.3')
  await streams.flow()
  const gate = await gateOf(w, organisationId)
  assert.deepEqual([gate.pauses, (gate.pausedUntil ?? 0) - w.now()], [2, 2 * LIMITS.breakerPauseMs])
})

test('a stage that only records sends everything, tells that strangers would be paused, and tells it once a pause', async () => {
  const w = world({ limits })
  const streams = streamsOf(w)
  const organisationId = await createOrganisation(w)
  await flood(w, streams, organisationId)
  const before = w.sms.length
  for (let n = 0; n < 20; n++) await start(w, phoneOf(500 + n), {}, '203.0.113.7')
  await streams.flow()
  assert.equal(w.sms.length - before, 20)
  assert.deepEqual(
    streams.told.filter(({ type }) => type.startsWith('messages.')).map(({ type, refused }) => [type, refused]),
    [['messages.paused', false]],
  )
})

test('batches at once, told again and cut anew are counted once, and pause once', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const organisationId = await createOrganisation(w)
  for (let n = 0; n < 60; n++) {
    await createPerson(w, organisationId, { name: `P ${n}`, phone: phoneOf(n), email: `p${n}@example.com` })
    await start(w, phoneOf(n), {}, `198.51.${n}.1`)
  }
  const records = streams.take()
  w.passes(5 * MINUTE)
  const third = Math.ceil(records.length / 3)
  const parts = [0, 1, 2].map((at) => records.slice(at * third, (at + 1) * third))
  await Promise.all(parts.map((part) => streams.hand(part)))
  assert.deepEqual(await sums(w, organisationId), { sent: 60, given: 0, wrong: 0 })
  await Promise.all([streams.hand(records.slice(10, 200)), ...parts.map((part) => streams.hand(part))])
  assert.deepEqual(await sums(w, organisationId), { sent: 60, given: 0, wrong: 0 })
  assert.equal((await gateOf(w, organisationId)).pauses, 1)
  await streams.flow()
  assert.equal(streams.told.filter(({ type }) => type === 'messages.paused').length, 1)
})

test('what the bus refuses is told again and counted once; a count whose answer was lost is not made twice', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const { organisationId } = await withAnna(w)
  await start(w)
  const records = streams.take()
  const down = { publish: async () => Promise.reject(new Error('the bus is away')) }
  await assert.rejects(streams.hand(records, down), /the bus is away/)
  assert.deepEqual(await sums(w, organisationId), { sent: 1, given: 0, wrong: 0 })
  await streams.hand(records)
  assert.deepEqual(await sums(w, organisationId), { sent: 1, given: 0, wrong: 0 })

  await start(w, PHONE, {}, '203.0.113.200')
  let lost = 0
  w.tables.onAnswer = ({ operation, input }) => {
    if (operation === 'PutItem' && JSON.stringify(input).includes('"PULSE"') && lost++ === 0)
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  }
  const more = streams.take()
  await streams.hand(more).catch(() => streams.hand(more))
  assert.equal(lost > 0, true)
  assert.deepEqual(await sums(w, organisationId), { sent: 2, given: 0, wrong: 0 })
})

test('whoever types wrong codes pauses strangers by forty logins and never by forty codes of a few', async () => {
  const w = world({ ...refusing, limits: { ...limits, breakerLogins: 10_000 } })
  const streams = streamsOf(w)
  const organisationId = await clinicWith(w, 45)
  const guess = async (n: number) => {
    const { loginId } = (await start(w, phoneOf(n), {}, `198.51.${n}.1`)).body
    const code = newestCode(w, phoneOf(n))
    for (let by = 1; by <= 5; by++) await giveCode(w, loginId, otherThan(code, by))
  }
  for (let n = 0; n < 39; n++) await guess(n)
  w.passes(5 * MINUTE)
  await streams.flow()
  assert.deepEqual((await sums(w, organisationId)).wrong, 39)
  assert.equal(standingOf(await gateOf(w, organisationId), w.now()), 'open')
  w.passes(-5 * MINUTE)
  for (let n = 39; n < 41; n++) await guess(n)
  w.passes(5 * MINUTE)
  await streams.flow()
  assert.equal((await gateOf(w, organisationId)).pausedFor, 'wrong_codes')
})

test('the pulse holds no number, no name and no code, and stays small', async () => {
  const w = world(refusing)
  const streams = streamsOf(w)
  const organisationId = await createOrganisation(w)
  await flood(w, streams, organisationId)
  const pulse = JSON.stringify(await w.db.get('ledger', keys.pulse(organisationId)))
  for (const { to, text } of w.sms) {
    assert.ok(!pulse.includes(to.slice(1)))
    assert.ok(!pulse.includes(/\d{6}/.exec(text)?.[0] ?? 'none'))
  }
  assert.ok(pulse.length < 2_000, `${pulse.length}`)
})
