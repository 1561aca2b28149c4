import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { createOrganisation, createPerson, PHONE, PIN, signIn, withAnna } from '#support/anna'
import { type Answer, knock } from '#support/door'
import { world } from '#support/world'

const WELL = new Set([200, 201, 204])
const done = (answers: readonly Answer[]): number => answers.filter(({ status }) => WELL.has(status)).length
const many = <T>(count: number, act: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => act(i)))
const numberOf = (i: number): string => `+4477009001${String(i).padStart(2, '0')}`

const assertLimited = (answers: readonly Answer[], retryAfterSeconds: number): void => {
  for (const { status, body, headers } of answers.filter((it) => !WELL.has(it.status))) {
    assert.deepEqual([status, body.code], [429, 'too_many_requests'])
    assert.equal(headers['Retry-After'], String(retryAfterSeconds))
  }
}

test('of thirty requests to choose a new PIN for one person at once, five are told, and another six hours later', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  w.sms.splice(0)
  const answers = await many(15, () => ask(`POST /organisation/people/${personId}/reset`))
  const second = await withAdmin(w, organisationId)
  answers.push(...(await many(15, () => second.ask(`POST /organisation/people/${personId}/reset`))))
  assert.deepEqual([done(answers), w.sms.length], [5, 5])
  assertLimited(answers, (6 * HOUR) / 1_000)
  w.passes(6 * HOUR)
  const later = await withAdmin(w, organisationId)
  assert.equal(done(await many(5, () => later.ask(`POST /organisation/people/${personId}/reset`))), 1)
})

test('one admin asks for so many resets and no more, over all people at once, and another admin still can', async () => {
  const w = world({ limits: { resetsAskedPerAdmin: { most: 4, refillMs: HOUR } } })
  const { organisationId } = await withAnna(w)
  const people: string[] = []
  for (let i = 0; i < 12; i++)
    people.push(await createPerson(w, organisationId, { name: `P${i}`, phone: numberOf(i), email: undefined }))
  const { ask } = await withAdmin(w, organisationId)
  w.sms.splice(0)
  const answers = await many(12, (i) => ask(`POST /organisation/people/${people[i]}/reset`))
  assert.deepEqual([done(answers), w.sms.length], [4, 4])
  assertLimited(answers, HOUR / 1_000)
  const other = await withAdmin(w, organisationId)
  assert.equal((await other.ask(`POST /organisation/people/${people[0]}/reset`)).status, 204)
})

test('invitations at once stay within what one admin may send, and within what the organisation may, whoever sends them', async () => {
  const w = world({
    limits: {
      invitationsPerAdmin: { most: 6, refillMs: HOUR },
      errandsPerOrganisation: { most: 9, refillMs: 2 * HOUR },
    },
  })
  const organisationId = await createOrganisation(w)
  const first = await withAdmin(w, organisationId)
  const invite = (by: typeof first, i: number) =>
    by.ask('POST /organisation/people', { body: { name: `P${i}`, phone: numberOf(i) } })
  const mine = await many(20, (i) => invite(first, i))
  assert.deepEqual([done(mine), w.sms.length], [6, 6])
  assertLimited(mine, HOUR / 1_000)
  const second = await withAdmin(w, organisationId)
  const theirs = await many(20, (i) => invite(second, 30 + i))
  assert.deepEqual([done(theirs), w.sms.length], [3, 9])
})

test('a number passed around among people by corrections and invitations is told five times in all', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  const people: string[] = []
  for (let i = 0; i < 8; i++)
    people.push(await createPerson(w, organisationId, { name: `P${i}`, phone: numberOf(i), email: undefined }))
  const { ask } = await withAdmin(w, organisationId)
  for (const [i, personId] of people.entries()) {
    await ask(`PATCH /organisation/people/${personId}`, { body: { phone: PHONE } })
    await ask(`PATCH /organisation/people/${personId}`, { body: { phone: numberOf(50 + i) } })
  }
  assert.ok(w.sms.filter(({ to }) => to === PHONE).length <= 5)
})

test('who tries numbers to learn whose account there is elsewhere gets ten answers, at once or one by one, and the trail keeps each', async () => {
  const w = world()
  const elsewhere = await createOrganisation(w, { name: 'Elsewhere' })
  for (let i = 0; i < 40; i++)
    await createPerson(w, elsewhere, { name: `E${i}`, phone: numberOf(i), email: `e${i}@example.com` })
  const organisationId = await createOrganisation(w)
  const mine = await createPerson(w, organisationId, { phone: numberOf(90) })
  const [first, second] = [await withAdmin(w, organisationId), await withAdmin(w, organisationId)]
  const invited = await many(20, (i) =>
    first.ask('POST /organisation/people', { body: { name: 'Probe', phone: numberOf(i) } }),
  )
  const corrected = await many(20, (i) =>
    second.ask(`PATCH /organisation/people/${mine}`, { body: { email: `e${20 + i}@example.com` } }),
  )
  const answers = [...invited, ...corrected]
  const told = answers.filter(({ body }) => body.code === 'invalid_request')
  assert.equal(told.length, 10)
  assert.equal(done(answers), 0)
  const { items } = (await first.ask('GET /organisation/audit', { query: { limit: '50' } })).body
  const kept = items.filter(({ action }) => action === 'contact_taken')
  assert.equal(kept.length, 10)
  assert.ok(!JSON.stringify(items).includes('7700900'))
})

test('the answer about a number that is taken is the same whoever has it: somebody here, or somebody elsewhere', async () => {
  const w = world()
  const elsewhere = await createOrganisation(w, { name: 'Elsewhere' })
  await createPerson(w, elsewhere, { phone: numberOf(1), email: 'there@example.com' })
  const { organisationId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const told = async (phone: string) => {
    const { status, body } = await ask('POST /organisation/people', { body: { name: 'Probe', phone } })
    return { ...body, status, requestId: '' }
  }
  assert.deepEqual(await told(PHONE), await told(numberOf(1)))
})

test('numbers that nobody has use up nothing of that: a hundred people are invited one after the other', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  const { ask } = await withAdmin(w, organisationId)
  for (let i = 0; i < 99; i++)
    assert.equal((await ask('POST /organisation/people', { body: { name: `P${i}`, phone: numberOf(i) } })).status, 201)
})

test('another organisation uses up nothing of what the own admins may send to a number', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const theirs = await withAdmin(w, await createOrganisation(w, { name: 'Elsewhere' }))
  await many(12, () => theirs.ask('POST /organisation/people', { body: { name: 'Probe', phone: PHONE } }))
  const { ask } = await withAdmin(w, organisationId)
  assert.equal((await ask(`POST /organisation/people/${personId}/reset`)).status, 204)
})

test('somebody signed in has codes sent to five new numbers, and to another two hours later', async () => {
  const w = world()
  await withAnna(w)
  const change = (token: string, i: number) =>
    knock(w, 'POST /me/phone', { body: { phone: numberOf(i), currentPin: PIN }, token })
  const { accessToken } = (await signIn(w)).body
  w.sms.splice(0)
  const answers: Answer[] = []
  for (let i = 0; i < 9; i++) answers.push(await change(accessToken, i))
  assert.deepEqual([done(answers), w.sms.length], [5, 5])
  assertLimited(answers, (2 * HOUR) / 1_000)
  w.passes(2 * HOUR)
  assert.equal((await change((await signIn(w)).body.accessToken, 20)).status, 200)
  assert.ok(DAY > MINUTE)
})
