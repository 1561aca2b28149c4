import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingOf } from '#core/breaker'
import { MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { createOrganisation, PHONE, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { pauseStrangers } from '#support/pausing'
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
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(ROUTE)))
  assert.deepEqual(
    [...answers, await ask(ROUTE)].map(({ status, body }) => [status, body.paused]),
    Array(6).fill([200, undefined]),
  )
  const { items } = (await ask('GET /organisation/audit')).body
  assert.equal(items.filter(({ action }: { readonly action: string }) => action === 'messages_resumed').length, 1)
})

test('whoever judged before an admin lifted pauses nobody: neither with what they had read nor with what was counted before', async () => {
  const w = refusing()
  const { organisationId, ask } = await within(w)
  await pauseStrangers(w, organisationId, { pausedUntil: w.now(), trialUntil: w.now() + 15 * MINUTE })
  w.passes(5 * MINUTE)
  const { breaker } = w.ports
  const read = await breaker.gate(organisationId)
  await ask(ROUTE)
  const pause = { pauses: 2, pausedAt: w.now(), pausedUntil: w.now() + 20 * MINUTE, trialUntil: w.now() + 35 * MINUTE }
  const counted = { sent: 60, given: 0, wrong: 0 }
  await breaker.turn(organisationId, read, { verdict: 'pause', why: 'never_given', counted, pause })
  const gate = await breaker.gate(organisationId)
  assert.equal(standingOf(gate, w.now()), 'open')
  assert.equal(gate.liftedAt, w.now())
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
