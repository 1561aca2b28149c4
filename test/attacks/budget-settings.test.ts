import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import type { Figures } from '#core/budget'
import type { CodeJob } from '#core/message-job'
import { MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { withAnna } from '#support/anna'
import { knock } from '#support/door'
import { type World, world } from '#support/world'

const jobTo = (w: World, organisationId: string, personId: string, sealed: string, about: string): CodeJob => ({
  kind: 'code',
  purpose: 'sign_in',
  about,
  seed: w.ports.codes.newSeed(),
  send: 1,
  sentAt: w.now(),
  notAfter: w.now() + 5 * MINUTE,
  channel: 'sms',
  organisationId,
  personId,
  sealed,
  country: 'GB',
  locale: 'en',
  mayUseReserve: true,
})

test('a message that is paid for between reading and writing a new limit is not forgotten', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const sealed = (await w.ports.people.read(personId))?.sealedPhone ?? ''
  const send = (about: string) => w.send(jobTo(w, organisationId, personId, sealed, about))
  await send('warm')
  const answer = w.engine.call.bind(w.engine)
  let meanwhile: Promise<unknown> | undefined
  w.engine.call = (operation, input) => {
    if (operation === 'GetItem' && JSON.stringify(input).includes('BUDGET') && meanwhile === undefined)
      meanwhile = Promise.all(Array.from({ length: 10 }, (_, i) => send(`between${i}`)))
    return answer(operation, input)
  }
  const body = { smsBudget: { limit: '50.00' } }
  const changed = await knock(w, `PATCH /operator/organisations/${organisationId}`, { body })
  await meanwhile
  assert.equal(changed.status, 200)
  const figures = (await w.db.get('ledger', keys.budget(organisationId))) as unknown as Figures
  const { limitMicros, leftMicros, leftForLoginsMicros, forLoginsMicros, usedMicros, reservedMicros } = figures
  assert.deepEqual([limitMicros, usedMicros, reservedMicros], [50_000_000, 1_100_000, 0])
  assert.equal(leftMicros, limitMicros - usedMicros)
  assert.equal(leftForLoginsMicros, forLoginsMicros - usedMicros)
})

test('a limit below what is used leaves nothing, never less, and what was used too much counts against the next one', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const sealed = (await w.ports.people.read(personId))?.sealedPhone ?? ''
  const send = (about: string) => w.send(jobTo(w, organisationId, personId, sealed, about))
  const limitTo = (limit: string) =>
    knock(w, `PATCH /operator/organisations/${organisationId}`, { body: { smsBudget: { limit } } })
  const shown = async () => {
    const { limit, used, left, keptForResets, daysLeft } = (await ask('GET /organisation/sms-budget')).body
    return [limit, used, left, keptForResets, daysLeft]
  }
  for (let i = 0; i < 5; i++) await send(`login${i}`)
  await limitTo('0.20')
  await send('late')
  assert.equal(w.sms.length, 5)
  assert.deepEqual(await shown(), ['0.20', '0.50', '0.00', '0.00', 0])
  assert.equal((await w.ports.records.figures(organisationId))?.leftMicros, -300_000)
  await limitTo('0.55')
  await send('still too little')
  assert.equal(w.sms.length, 5)
  assert.deepEqual((await shown()).slice(0, 3), ['0.55', '0.50', '0.05'])
  await limitTo('0.60')
  await send('enough for one')
  assert.equal(w.sms.length, 6)
  assert.deepEqual((await shown()).slice(0, 3), ['0.60', '0.60', '0.00'])
})

test('messages that were on their way when the limit fell below what is used are settled all the same', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const sealed = (await w.ports.people.read(personId))?.sealedPhone ?? ''
  const [{ promise: fallen, resolve: fall }, asked] = [Promise.withResolvers<void>(), new Set<object>()]
  const { answer } = w.provider
  w.provider.answer = async () => {
    asked.add({})
    await fallen
    return answer()
  }
  const onTheWay = ['one', 'two', 'three'].map((about) => w.send(jobTo(w, organisationId, personId, sealed, about)))
  while (asked.size < onTheWay.length) await new Promise((resolve) => setImmediate(resolve))
  const body = { smsBudget: { limit: '0.00' } }
  assert.equal((await knock(w, `PATCH /operator/organisations/${organisationId}`, { body })).status, 200)
  fall()
  await Promise.all(onTheWay)
  const figures = (await w.db.get('ledger', keys.budget(organisationId))) as unknown as Figures
  assert.deepEqual([figures.usedMicros, figures.reservedMicros, figures.leftMicros], [300_000, 0, -300_000])
  const budget = await ask('GET /organisation/sms-budget')
  assert.deepEqual([budget.status, budget.body.used, budget.body.left], [200, '0.30', '0.00'])
})
