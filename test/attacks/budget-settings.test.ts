import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import type { Figures } from '#core/budget'
import type { CodeJob } from '#core/message-job'
import { MINUTE } from '#core/time'
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

test('a limit below what is used sends nothing more, and says honestly how far below it is', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const sealed = (await w.ports.people.read(personId))?.sealedPhone ?? ''
  for (let i = 0; i < 5; i++) await w.send(jobTo(w, organisationId, personId, sealed, `login${i}`))
  await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: { smsBudget: { limit: '0.20' } } })
  await w.send(jobTo(w, organisationId, personId, sealed, 'late'))
  assert.equal(w.sms.length, 5)
  assert.equal((await w.ports.records.figures(organisationId))?.leftMicros, -300_000)
})
