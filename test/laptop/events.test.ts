import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { EVENT_WORDS } from '#core/auth-event'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'

const { template, assetsDir } = await assemblyOf('dev')
const laptop = await startLaptop({ template, assetsDir, port: 0, quiet: true })
after(() => laptop.stop())
Object.assign(process.env, {
  LATCHKEY_API: laptop.url,
  LATCHKEY_OUTBOX: `${laptop.url}/_local/outbox`,
  LATCHKEY_CLOCK: `${laptop.url}/_local/clock`,
})
const { newPerson, PIN, signIn, start } = await import('../contract/people.ts')
const { call, expect, refused } = await import('../contract/api.ts')
const { nextCode } = await import('../contract/post.ts')

type Told = {
  readonly type: string
  readonly bus: string
  readonly source: string
  readonly detail: Readonly<Record<string, unknown>>
}

const told = async (): Promise<readonly Told[]> => {
  await laptop.settled()
  const reply = await fetch(`${laptop.url}/_local/events`)
  return ((await reply.json()) as { readonly events: readonly Told[] }).events
}
const typesOf = (events: readonly Told[], about: RegExp) =>
  events.map(({ type }) => type).filter((one) => about.test(one))

/** As docs/events.md advises: a login's end comes from another table than its steps. */
const inTime = (events: readonly Told[]) =>
  [...events].sort((a, b) => (String(a.detail.at) < String(b.detail.at) ? -1 : 1))

const anna = await newPerson()
const secrets = new Set([PIN, anna.phone, anna.phone.slice(1), anna.phone.slice(3), anna.email, 'Anna'])
for (const { text } of laptop.outbox.list()) secrets.add(/(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? PIN)

test('choosing a PIN is told step by step, and each right code with the masked address it went to', async () => {
  const events = await told()
  assert.deepEqual(typesOf(events, /^reset\./), [
    'reset.reset_started',
    'reset.sms_code_right',
    'reset.email_code_right',
    'reset.pin_changed',
    'reset.finished',
  ])
  assert.deepEqual(typesOf(events, /^person\./), ['person.created', 'person.pin_changed'])
  assert.deepEqual(typesOf(events, /^audit\./), ['audit.organisation_created', 'audit.person_created'])
  const mine = events.filter(({ type }) => type.startsWith('reset.'))
  assert.deepEqual(
    mine.map(({ detail }) => [detail.journey, detail.channel, detail.personId]),
    ['sms', 'sms', 'email', undefined, undefined].map((channel) => ['pin_reset', channel, anna.personId]),
  )
})

test('every step of a sign-in is on the bus: the number, a wrong code, the code, a wrong PIN, the PIN, and the end of the session', async () => {
  laptop.events.clear()
  const { loginId } = (await start(anna.phone)).body
  const code = await nextCode(anna.phone)
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  await call(`POST /login/${loginId}/code`, { body: { code: wrong } })
  await expect(200, `POST /login/${loginId}/code`, { body: { code } })
  await call(`POST /login/${loginId}/pin`, { body: { pin: '000001' } })
  const { body } = await expect(200, `POST /login/${loginId}/pin`, { body: { pin: PIN } })
  await call('DELETE /session', { token: body.accessToken })
  for (const secret of [loginId, loginId.slice(22), code, wrong, '000001', body.accessToken, body.refreshToken])
    if (typeof secret === 'string') secrets.add(secret)
  const events = await told()
  assert.deepEqual(typesOf(inTime(events), /^login\./), [
    'login.started',
    'login.code_tried',
    'login.code_tried',
    'login.code_right',
    'login.pin_tried',
    'login.pin_tried',
    'login.signed_in',
  ])
  assert.deepEqual(typesOf(events, /^session\./), ['session.begun', 'session.ended'])
  const logins = events.filter(({ type }) => type.startsWith('login.'))
  assert.deepEqual([...new Set(logins.map(({ detail }) => detail.loginId))], [loginId.slice(0, 22)])
  for (const { source, type, detail } of events) {
    assert.equal(source, 'latchkey')
    assert.equal(detail.type, type)
    assert.equal(detail.organisationId, anna.organisationId)
  }
  for (const secret of secrets) assert.ok(!JSON.stringify(events).includes(secret), `an event holds ${secret}`)
})

test('a stolen refresh token that is shown again is told as what it is, with its session', async () => {
  laptop.events.clear()
  const { refreshToken } = (await signIn(anna)).body
  await expect(200, 'POST /session/refresh', { body: { refreshToken } })
  await laptop.clock.advance(30)
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken } })
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken } })
  const events = await told()
  assert.deepEqual(typesOf(events, /^session\./), ['session.begun', 'session.reused'])
  const [begun, reused] = events.filter(({ type }) => type.startsWith('session.'))
  assert.deepEqual(
    [reused?.detail.sessionId, reused?.detail.personId, reused?.detail.organisationId],
    [begun?.detail.sessionId, anna.personId, anna.organisationId],
  )
})

test('no two events share an id, and every type is one that the page about events lists', async () => {
  const events = await told()
  const words: Readonly<Record<string, object>> = EVENT_WORDS
  assert.equal(new Set(events.map(({ detail }) => detail.eventId)).size, events.length)
  for (const { type } of events) {
    const [subject = '', word = ''] = type.split('.')
    assert.ok(Object.hasOwn(words[subject] ?? EVENT_WORDS.trail, word), type)
  }
})

test('while the bus is down people sign in as ever, and afterwards every event is there', async () => {
  laptop.events.clear()
  laptop.faults.add('events', 'provider_down', 4)
  assert.equal((await signIn(anna)).status, 200)
  const types = ['login.started', 'login.code_tried', 'login.code_right', 'login.pin_tried', 'login.signed_in']
  assert.deepEqual(typesOf(await told(), /signed_in/), [])
  for (let tries = 0; tries < 8; tries += 1) {
    await laptop.clock.advance(60)
    await laptop.settled()
    await wait(10)
  }
  assert.deepEqual(typesOf(inTime(await told()), /^login\./), types)
  assert.deepEqual(laptop.faults.list(), [])
})

test('the function that tells asks for nothing its role does not grant', () => {
  assert.deepEqual(laptop.denials, [])
})
