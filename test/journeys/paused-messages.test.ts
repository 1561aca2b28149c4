import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { standingOf } from '#core/breaker'
import { MINUTE, SECOND } from '#core/time'
import { withAdmin } from '#support/admin'
import { createOrganisation, createPerson, PHONE, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { pauseStrangers } from '#support/pausing'
import { forgot, later } from '#support/resetting'
import { streamsOf } from '#support/streams'
import { type World, world } from '#support/world'

const ROUTE = 'POST /organisation/sms-budget/resume'
const refusing = () => world({ stage: { smsFloods: 'refuse' } })
const within = async (w: World) => {
  const { organisationId } = await withAnna(w)
  const admin = await withAdmin(w, organisationId)
  return { organisationId, ...admin, budget: async () => (await admin.ask('GET /organisation/sms-budget')).body }
}

test('the admin sees since when, why and until when strangers are paused, then the trial, then nothing', async () => {
  const w = refusing()
  const { organisationId, budget } = await within(w)
  assert.equal((await budget()).paused, undefined)
  const [since, until] = [w.now(), w.now() + 10 * MINUTE]
  await pauseStrangers(w, organisationId)
  const shown = { since: new Date(since).toISOString(), why: 'never_given' }
  assert.deepEqual((await budget()).paused, { ...shown, until: new Date(until).toISOString(), onTrial: false })
  w.passes(10 * MINUTE)
  const trialEnds = new Date(until + 15 * MINUTE).toISOString()
  assert.deepEqual((await budget()).paused, { ...shown, until: trialEnds, onTrial: true })
  w.passes(15 * MINUTE)
  assert.equal((await budget()).paused, undefined)
})

test('an admin lifts a pause: the next stranger is sent a code, the trail names the admin, and the bus is told', async () => {
  const w = refusing()
  const { organisationId, personId, ask } = await within(w)
  const streams = streamsOf(w)
  await pauseStrangers(w, organisationId)
  await start(w)
  assert.equal(w.sms.filter(({ to }) => to === PHONE).length, 0)
  w.passes(SECOND)
  const { status, body } = await ask(ROUTE)
  assert.deepEqual([status, body.paused, body.currency], [200, undefined, 'EUR'])
  w.passes(MINUTE)
  await start(w)
  assert.equal(w.sms.filter(({ to }) => to === PHONE).length, 1)
  const [line] = (await ask('GET /organisation/audit')).body.items
  assert.deepEqual([line.action, line.by.personId], ['messages_resumed', personId])
  await streams.flow()
  assert.deepEqual(
    streams.told.filter(({ type }) => type.startsWith('messages.')).map(({ type, by }) => [type, by]),
    [['messages.resumed', 'admin']],
  )
})

test('of many admins who lift at once, and one who lifts what is over, one line is written and all are shown the money', async () => {
  const w = refusing()
  const { organisationId, ask } = await within(w)
  await pauseStrangers(w, organisationId)
  let answered = 0
  w.tables.onAnswer = async () => {
    await new Promise((resolve) => setTimeout(resolve, answered++ % 5))
    w.passes(1)
  }
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(ROUTE)))
  assert.deepEqual(
    [...answers, await ask(ROUTE)].map(({ status, body }) => [status, body.paused]),
    Array(6).fill([200, undefined]),
  )
  const { items } = (await ask('GET /organisation/audit')).body
  assert.equal(items.filter(({ action }) => action === 'messages_resumed').length, 1)
})

const counted = { sent: 60, given: 0, wrong: 0 }
const pauseFrom = (w: World, pauses = 1) => ({
  ...({ verdict: 'pause', why: 'never_given', counted } as const),
  pause: { pauses, pausedAt: w.now(), pausedUntil: w.now() + 20 * MINUTE, trialUntil: w.now() + 35 * MINUTE },
})

/** Something was counted: a pulse that nobody counted anything in is never judged. */
const withPulse = async (w: World, organisationId: string) => {
  const minute = Math.floor(w.now() / MINUTE)
  await w.ports.breaker.count(organisationId, [{ id: 'one', organisationId, minute, sent: 1, given: 0, wrong: 0 }])
  return w.ports.breaker
}

test('whoever judged before an admin lifted pauses nobody, by the gate of before the pause or of the pause', async () => {
  const w = refusing()
  const { organisationId, ask } = await within(w)
  const breaker = await withPulse(w, organisationId)
  const before = await breaker.gate(organisationId)
  await pauseStrangers(w, organisationId)
  const during = await breaker.gate(organisationId)
  await ask(ROUTE)
  for (const read of [before, during]) await breaker.turn(organisationId, read, pauseFrom(w))
  const gate = await breaker.gate(organisationId)
  assert.deepEqual([standingOf(gate, w.now()), gate.liftedAt], ['open', w.now()])
})

test('of two who judge one trial, one with old figures, the first has the last word', async () => {
  const w = refusing()
  const { organisationId } = await within(w)
  const breaker = await withPulse(w, organisationId)
  await pauseStrangers(w, organisationId, { pausedUntil: w.now() })
  const read = await breaker.gate(organisationId)
  await breaker.turn(organisationId, read, { verdict: 'resume', counted: { sent: 10, given: 6, wrong: 0 } })
  await breaker.turn(organisationId, read, pauseFrom(w))
  assert.equal(standingOf(await breaker.gate(organisationId), w.now()), 'open')
})

test('a member lifts nothing, and no admin lifts another organisation’s pause', async () => {
  const w = refusing()
  const { organisationId } = await within(w)
  const { body } = await signIn(w)
  const elsewhere = await withAdmin(w, await createOrganisation(w, { name: 'Other' }))
  await pauseStrangers(w, organisationId)
  assert.equal((await knock(w, ROUTE, { token: body.accessToken })).body.code, 'forbidden')
  assert.equal((await elsewhere.ask(ROUTE)).status, 200)
  assert.equal(standingOf(await w.ports.breaker.gate(organisationId), w.now()), 'paused')
})

test('in a stage that only records nobody is paused, so nothing is shown', async () => {
  const w = world()
  const { organisationId, budget } = await within(w)
  await pauseStrangers(w, organisationId)
  assert.equal((await budget()).paused, undefined)
})

test('a reset whose first message was held back says when to begin another, at every one of its doors', async () => {
  const w = refusing()
  const { organisationId } = await within(w)
  await pauseStrangers(w, organisationId)
  const { status, body } = await forgot(w)
  assert.equal(status, 200)
  await later(w, 60)
  for (const [route, call] of [
    [`GET /pin-reset/${body.resetId}`, {}],
    [`POST /pin-reset/${body.resetId}/sms-code`, { body: { code: '000000' } }],
    [`POST /pin-reset/${body.resetId}/code/resend`, { body: {} }],
  ] as const) {
    const said = await knock(w, route, call)
    assert.deepEqual([said.status, said.body.code], [429, 'too_many_requests'], route)
    assert.equal(said.headers['Retry-After'], String(9 * 60), route)
  }
  w.passes(9 * MINUTE)
  const { resetId } = (await forgot(w)).body
  assert.equal((await knock(w, `GET /pin-reset/${resetId}`)).body.code.delivery, 'sent')
})

test('a reset whose further message was held back waits with it, and costs no send to ask', async () => {
  const w = refusing()
  const { organisationId } = await within(w)
  const { resetId } = (await forgot(w)).body
  await pauseStrangers(w, organisationId, { pausedUntil: w.now() + 2 * MINUTE })
  w.passes(30 * SECOND)
  assert.equal((await knock(w, `POST /pin-reset/${resetId}/code/resend`, { body: {} })).status, 200)
  const waiting = (await knock(w, `GET /pin-reset/${resetId}`)).body.code
  assert.deepEqual([waiting.why, waiting.resendAfterSeconds], ['too_many_messages', 90])
  w.passes(70 * SECOND)
  const again = await knock(w, `POST /pin-reset/${resetId}/code/resend`, { body: {} })
  assert.deepEqual([again.body.code, again.headers['Retry-After']], ['too_many_requests', '20'])
  w.passes(20 * SECOND)
  assert.equal((await knock(w, `POST /pin-reset/${resetId}/code/resend`, { body: {} })).body.code.sendsLeft, 1)
})

/** Pauses as the breaker does, for the so-manieth time in a row, and hands over what the streams tell of it. */
const pausing = async (w: World, organisationId: string) => {
  const streams = streamsOf(w)
  const breaker = await withPulse(w, organisationId)
  const told = () => w.mail.map(({ to, subject }) => [to, subject])
  const pause = async (pauses: number) => {
    await breaker.turn(organisationId, await breaker.gate(organisationId), pauseFrom(w, pauses))
    return streams.take()
  }
  return { streams, told, pause }
}

test('a pause is told to every admin by e-mail, in their language: why, how long, what to do and where', async () => {
  const w = refusing()
  const { organisationId, email } = await within(w)
  const person = { role: 'admin', phone: undefined } as const
  await createPerson(w, organisationId, { ...person, email: 'berta@example.org', locale: 'de' })
  const carl = await createPerson(w, organisationId, { ...person, email: 'carl@example.org' })
  await w.db.update('people', keys.person(carl), { update: 'SET disabled = :yes', values: { ':yes': true } })
  const { streams, told, pause } = await pausing(w, organisationId)
  await streams.hand(await pause(1))
  assert.deepEqual(told().sort(), [
    [email, 'Text messages to new devices are paused'],
    ['berta@example.org', 'SMS an neue Geräte sind angehalten'],
  ])
  const text = w.mail.find(({ to }) => to === email)?.text ?? ''
  for (const part of [
    /Hardly any of the codes that Example sent/,
    /For 20 minutes, people on a device they have not signed in on/,
    /up to 60 minutes/,
    /"Send to everybody again"/,
    /https:\/\/auth\.example\.com\/admin\/budget/,
  ])
    assert.match(text.replaceAll('\n', ' '), part)
  assert.match(w.mail.find(({ to }) => to === 'berta@example.org')?.text ?? '', /„Wieder an alle senden“/)
})

test('a pause is told once, however often and in whatever pieces the stream tells it, and although the bus refuses it', async () => {
  const w = refusing()
  const { organisationId, email } = await within(w)
  const { streams, told, pause } = await pausing(w, organisationId)
  const records = await pause(1)
  await assert.rejects(streams.hand(records, { publish: () => Promise.reject(new Error('away')) }), /away/)
  assert.deepEqual(told(), [[email, 'Text messages to new devices are paused']])
  await Promise.all([streams.hand(records), streams.hand(records)])
  w.passes(MINUTE)
  for (const record of records) await streams.hand([record])
  assert.equal(told().length, 1)
})

test('a mail that could not be handed over comes again with its batch, and keeps no event from the bus', async () => {
  const w = refusing()
  const { organisationId } = await within(w)
  const { streams, told, pause } = await pausing(w, organisationId)
  const records = await pause(1)
  const { dispatch } = w.ports.messages
  w.ports.messages.dispatch = () => Promise.reject(new Error('throttled'))
  await assert.rejects(streams.hand(records), /throttled/)
  assert.equal(streams.told.filter(({ type }) => type === 'messages.paused').length, 1)
  w.ports.messages.dispatch = dispatch
  await streams.hand(records)
  assert.equal(told().length, 1)
})

test('a pause that only goes on is not told again; the next that is the first in a row is, and a lifting is not', async () => {
  const w = refusing()
  const { organisationId, ask } = await within(w)
  const { streams, told, pause } = await pausing(w, organisationId)
  for (const [pauses, sum] of [
    [1, 1],
    [2, 1],
    [3, 1],
    [1, 2],
  ] as const) {
    await streams.hand(await pause(pauses))
    assert.equal(told().length, sum, `pause ${pauses} in a row`)
    w.passes(35 * MINUTE)
  }
  await streams.hand(await pause(2))
  assert.equal((await ask(ROUTE)).body.paused, undefined)
  await streams.hand(streams.take())
  assert.equal(told().length, 2, 'the lifting is no mail')
})

test('a stage that only records, where nobody is refused, writes to no admin', async () => {
  const w = world()
  const { organisationId } = await within(w)
  const { streams, told, pause } = await pausing(w, organisationId)
  await streams.hand(await pause(1))
  assert.deepEqual([told(), streams.told.map(({ type }) => type)], [[], ['messages.paused']])
})
