import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { HOUR, MINUTE, SECOND } from '#core/time'
import { createPerson, giveCode, PHONE, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { senderWorld } from '#support/sender'
import { streamsOf } from '#support/streams'
import { newestCode, type World, world } from '#support/world'

const refusing = { stage: { smsFloods: 'refuse' as const } }
const numbers = (count: number) => Array.from({ length: count }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`)

/** So many people of one organisation with neighbouring numbers; answers which of them were sent something. */
const flood = async (w: World, organisationId: string, phones: readonly string[]) => {
  for (const [i, phone] of phones.entries())
    await createPerson(w, organisationId, { name: `Person ${i}`, phone, email: `p${i}@example.com` })
  const before = w.sms.length
  await Promise.all(phones.map((phone, i) => start(w, phone, {}, `198.51.${i}.1`)))
  return w.sms.slice(before).map(({ to }) => to)
}

test('a block of neighbouring numbers is sent so many codes an hour and no more, however many ask at once', async () => {
  const w = world({ ...refusing, limits: { smsPerBlockAndHour: 6 } })
  const { organisationId } = await withAnna(w)
  assert.equal((await flood(w, organisationId, numbers(20))).length, 6)
  w.passes(HOUR)
  await start(w, '+447700900119', {}, '203.0.113.1')
  assert.equal(w.sms.length, 7)
})

test('a country is sent so many codes at once, and one more for every so many seconds', async () => {
  const w = world({ ...refusing, limits: { smsPerCountry: { most: 5, refillMs: 10 * SECOND } } })
  const { organisationId } = await withAnna(w)
  assert.equal((await flood(w, organisationId, numbers(20))).length, 5)
  w.passes(20 * MINUTE)
  for (let i = 0; i < 7; i++) await start(w, `+44770090011${i}`, {}, '203.0.113.1')
  assert.equal(w.sms.length, 10)
  w.passes(10 * SECOND)
  for (let i = 0; i < 2; i++) await start(w, `+44770090010${i}`, {}, '203.0.113.1')
  assert.equal(w.sms.length, 11)
})

test('one organisation that is flooded takes nothing from another', async () => {
  const w = world({ ...refusing, limits: { smsPerBlockAndHour: 3 } })
  const { organisationId } = await withAnna(w)
  await flood(w, organisationId, numbers(5))
  const world2 = await knock(w, 'POST /operator/organisations', {
    body: { name: 'Other', defaultCountry: 'GB', smsBudget: { limit: '10.00', currency: 'EUR' } },
  })
  await createPerson(w, world2.body.organisationId, { phone: '+447700900177', email: 'other@example.com' })
  const before = w.sms.length
  await start(w, '+447700900177', {}, '203.0.113.77')
  assert.equal(w.sms.length, before + 1)
})

test('whoever comes on a device they signed in on before is sent a code although strangers have used up theirs', async () => {
  const w = world({
    ...refusing,
    limits: { smsPerBlockAndHour: 3, smsPerCountry: { most: 3, refillMs: HOUR } },
  })
  const { organisationId } = await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  await w.db.update('people', keys.organisation(organisationId), {
    update: 'SET trustedDevices = :off',
    values: { ':off': { allowed: false } },
  })
  w.passes(HOUR)
  await flood(w, organisationId, numbers(10))
  const before = w.sms.length
  const known = await start(w, PHONE, { 'Latchkey-Device': deviceToken }, '203.0.113.5')
  assert.equal(known.body.next, 'sms_code')
  assert.equal(w.sms.length, before + 1)
  assert.equal((await giveCode(w, known.body.loginId, newestCode(w, PHONE))).body.next, 'pin')
})

test('the page that waits says why nothing came and when to ask again, and a new code is refused until then', async () => {
  const w = world({ ...refusing, limits: { smsPerBlockAndHour: 1 } })
  const { organisationId } = await withAnna(w)
  await flood(w, organisationId, numbers(1))
  const { loginId } = (await start(w, PHONE, {}, '203.0.113.6')).body
  const waiting = (await knock(w, `GET /login/${loginId}`)).body.code
  assert.deepEqual([waiting.delivery, waiting.why], ['failed', 'too_many_messages'])
  assert.equal(waiting.resendAfterSeconds, 3_600)
  w.passes(MINUTE)
  const again = await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.deepEqual([again.status, again.body.code, again.body.retryAfterSeconds], [429, 'too_many_requests', 3_540])
  assert.equal(again.headers['Retry-After'], '3540')
  const lines = (await w.ports.records.ledger(organisationId, { limit: 9 })).items
  const line = lines.find(({ about }) => loginId.startsWith(String(about)))
  assert.deepEqual([line?.outcome, line?.why, line?.priceMicros], ['failed', 'too_many_messages', 0])
})

test('a stage that only records sends what it would have refused, asks no more than twice for it, and once an hour to tell it', async () => {
  const w = await senderWorld({}, 1, { limits: { smsPerBlockAndHour: 1 } })
  await w.send('first')
  w.forget()
  await w.send('second')
  assert.deepEqual([w.sms.length, w.asked.length], [2, 4])
  w.forget()
  await w.send('third')
  assert.deepEqual([w.sms.length, w.asked.length], [3, 2])
})

test('while strangers are paused nobody but them waits, and the pause ends by the clock', async () => {
  const w = await senderWorld({}, 1, refusing)
  await w.send('first')
  await w.db.update('ledger', keys.budget('org'), {
    update: 'SET pausedUntil = :until',
    values: { ':until': w.now() + 10 * MINUTE },
  })
  const held = w.job('held')
  await w.run(held)
  assert.equal(w.sms.length, 1)
  assert.deepEqual(await w.view(held).then(({ why, retryAt }) => [why, retryAt]), [
    'too_many_messages',
    w.now() + 10 * MINUTE,
  ])
  await w.send('known', { known: true })
  assert.equal(w.sms.length, 2)
  w.passes(10 * MINUTE)
  await w.send('later')
  assert.equal(w.sms.length, 3)
})

test('a limit that is met is told on the bus, once an hour and country, with the stage’s choice and no number', async () => {
  const met = [
    ['messages.block_limited', { smsPerBlockAndHour: 2 }],
    ['messages.country_limited', { smsPerCountry: { most: 2, refillMs: HOUR } }],
  ] as const
  for (const [type, limits] of met)
    for (const smsFloods of ['record', 'refuse'] as const) {
      const w = world({ stage: { smsFloods }, limits })
      const streams = streamsOf(w)
      const { organisationId } = await withAnna(w)
      await flood(w, organisationId, numbers(8))
      await streams.flow()
      const [event, ...more] = streams.told.filter((one) => one.type.startsWith('messages.'))
      assert.deepEqual([event?.type, event?.organisationId, event?.country], [type, organisationId, 'GB'])
      assert.equal(event?.refused, smsFloods === 'refuse')
      assert.ok(Date.parse(event.until ?? '') > w.now() && !JSON.stringify(event).includes('4477'))
      assert.deepEqual(more, [])
    }
})

test('no table shows a part of a number because it was counted', async () => {
  const w = world()
  await withAnna(w)
  await start(w)
  const stored = JSON.stringify(w.engine.snapshot())
  assert.ok(stored.includes('BLOCK#') && !stored.includes(PHONE.slice(0, -4)))
})
