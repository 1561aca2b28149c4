import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { listing, placed } from '#adapters/person-lists'
import { withAdmin } from '#support/admin'
import { createOrganisation, createPerson } from '#support/anna'
import type { Answer, Call } from '#support/door'
import { type World, world } from '#support/world'

const LIST = 'GET /organisation/people'
type Ask = (route: string, call?: Call) => Promise<Answer>

let phones = 0
const join = (w: World, organisationId: string, name: string, more: Record<string, unknown> = {}) => {
  const phone = `+4477009${String(++phones).padStart(5, '0')}`
  return createPerson(w, organisationId, { name, phone, email: `p${phones}@example.com`, ...more })
}

const within = async (w: World, names: readonly string[]) => {
  const organisationId = await createOrganisation(w)
  const ids = new Map<string, string>()
  for (const name of names) ids.set(name, await join(w, organisationId, name))
  const admin = await withAdmin(w, organisationId)
  return { organisationId, ids, ...admin }
}
const namesIn = ({ body }: Answer): readonly string[] => body.items.map(({ name }) => name)

/** The whole list in pages; `between` happens after each. */
const readAll = async (
  ask: Ask,
  query: Record<string, string>,
  between: (page: number) => Promise<unknown> = async () => {},
) => {
  const seen: string[] = []
  let cursor: string | undefined
  for (let page = 1; page < 50; page++) {
    const answer = await ask(LIST, { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    seen.push(...namesIn(answer))
    cursor = answer.body.next
    if (cursor === undefined) return seen
    await between(page)
  }
  throw new Error('the list has no end')
}

const NAMES = ['zoe Young', 'Åsa Berg', 'Bruno Costa', 'anna Example', 'Élise Petit', 'Bruno Aalto', 'Maja Öst']
const SORTED = [
  'Ada Admin',
  'anna Example',
  'Åsa Berg',
  'Bruno Aalto',
  'Bruno Costa',
  'Élise Petit',
  'Maja Öst',
  'zoe Young',
]

test('an admin reads the people by name, in pages of any size', async () => {
  const w = world()
  const { ask } = await within(w, NAMES)
  for (const limit of ['1', '3', '8', '100']) assert.deepEqual(await readAll(ask, { limit }), SORTED, limit)
})

test('a person who is called otherwise stands where their new name belongs, from the change on', async () => {
  const w = world()
  const { ask, ids } = await within(w, NAMES)
  const change = { body: { name: 'Agnes Costa' } }
  assert.equal((await ask(`PATCH /organisation/people/${ids.get('Bruno Costa')}`, change)).status, 200)
  assert.deepEqual(await readAll(ask, { limit: '2' }), [
    'Ada Admin',
    'Agnes Costa',
    ...SORTED.slice(1).filter((name) => name !== 'Bruno Costa'),
  ])
})

test('whoever comes, goes or is renamed between two pages shifts nobody else: no one is left out or shown twice', async () => {
  const w = world()
  const { organisationId, ask, ids } = await within(w, NAMES)
  const rename = (who: string, name: string) => ask(`PATCH /organisation/people/${ids.get(who)}`, { body: { name } })
  const seen = await readAll(ask, { limit: '2' }, async (page) => {
    // Whom the cursor stands at moves before and behind it, and somebody new comes before it.
    if (page === 1) await rename('anna Example', 'Zacharias')
    if (page === 2) await rename('Bruno Aalto', 'Aaron Aalto')
    if (page === 2) await join(w, organisationId, 'Adam New')
  })
  assert.deepEqual(seen, [...SORTED.slice(0, -1), 'Zacharias', 'zoe Young'])
})

test('a cursor says nothing: no name is in it, and none that was changed is taken', async () => {
  const w = world()
  const { ask } = await within(w, NAMES)
  const cursor: string = (await ask(LIST, { query: { limit: '2' } })).body.next
  assert.match(cursor, /^[A-Za-z0-9_-]+$/)
  const bytes = Buffer.from(cursor, 'base64url')
  assert.doesNotMatch(bytes.toString('latin1'), /anna|example/i)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  for (const wrong of [bytes.toString('base64url'), cursor.slice(0, -4), 'A'.repeat(120)]) {
    const { status, body } = await ask(LIST, { query: { cursor: wrong } })
    assert.deepEqual([status, body.code], [400, 'invalid_request'])
  }
})

test('somebody is found by the beginning of a name, a part of it, the number as anybody writes it, and the address', async () => {
  const w = world()
  const { organisationId, ask } = await within(w, NAMES)
  await join(w, organisationId, 'Ingrid Ek', { phone: '+447700900789', email: 'ingrid.ek@example.com' })
  for (const [search, found] of [
    ['bruno', ['Bruno Aalto', 'Bruno Costa']],
    ['ELISE', ['Élise Petit']],
    ['ost', ['Bruno Costa', 'Maja Öst']],
    ['07700 900789', ['Ingrid Ek']],
    ['+44 7700 900 789', ['Ingrid Ek']],
    ['900789', ['Ingrid Ek']],
    [' Ingrid.Ek@Example.com ', ['Ingrid Ek']],
    ['ingrid.ek@', ['Ingrid Ek']],
    ['nobody', []],
  ] as const)
    for (const limit of ['1', '100'])
      assert.deepEqual(await readAll(ask, { search, limit }), found, `${search} by ${limit}`)
})

test('among many people a page, a name, a number and an address are found in the same few requests', async () => {
  const w = world()
  const many = Array.from({ length: 160 }, (_, i) => `Person ${String(i).padStart(3, '0')}`)
  const { organisationId, ask } = await within(w, many)
  await join(w, organisationId, 'Zoe Last', { phone: '+447700900788', email: 'zoe@example.com' })
  const counted = async (query: Record<string, string>) => {
    w.forget()
    const answer = await ask(LIST, { query })
    const asked = w.asked.map(({ operation }) => operation).filter((operation) => operation !== 'GetItem')
    return { names: namesIn(answer), asked: asked.filter((operation) => operation === 'Query').length }
  }
  assert.deepEqual(await counted({ limit: '1' }), { names: ['Ada Admin'], asked: 1 })
  assert.deepEqual(await counted({ limit: '1', search: 'zoe l' }), { names: ['Zoe Last'], asked: 1 })
  assert.deepEqual(await counted({ limit: '1', search: '07700 900788' }), { names: ['Zoe Last'], asked: 0 })
  assert.deepEqual(await counted({ limit: '1', search: 'zoe@example.com' }), { names: ['Zoe Last'], asked: 0 })
})

/** People who are there, as the tables hold them: so many are not invited one by one. */
const fillWith = async (w: World, organisationId: string, names: readonly string[]): Promise<void> => {
  const owner = await w.ports.people.read(await join(w, organisationId, 'Aaron Example'))
  assert.ok(owner)
  for (const [at, name] of names.entries()) {
    const personId = `crowd${String(at).padStart(17, '0')}`
    const { sealedPhone: _, sealedEmail: __, ...person } = { ...owner, personId, name }
    await w.db.put('people', { ...placed(person), ...keys.person(personId) }, 'attribute_not_exists(pk)')
  }
}

test('a family name among a thousand people is found in one answer, however few are asked for, and each once', async () => {
  const w = world()
  const { organisationId, ask } = await within(w, [])
  const crowd = Array.from({ length: 900 }, (_, i) => `Person ${i % 300 === 299 ? 'Family' : i}`)
  await fillWith(w, organisationId, crowd)
  const { body } = await ask(LIST, { query: { limit: '2', search: 'family' } })
  assert.deepEqual([body.items.length, typeof body.next], [2, 'string'])
  assert.deepEqual(await readAll(ask, { limit: '2', search: 'family' }), [
    'Person Family',
    'Person Family',
    'Person Family',
  ])
  const answer = await ask(LIST, { query: { limit: '1', search: 'person 898' } })
  assert.deepEqual(namesIn(answer), ['Person 898'])
})

test('one answer looks at a thousand people and at no more, and the next one goes on from there', async () => {
  const w = world()
  const { organisationId, ask } = await within(w, [])
  await fillWith(w, organisationId, [...Array.from({ length: 1_050 }, (_, i) => `Person ${i}`), 'Zoe Family'])
  w.forget()
  const first = await ask(LIST, { query: { search: 'family' } })
  const reads = w.asked.map(({ operation }) => operation)
  assert.deepEqual([namesIn(first), typeof first.body.next], [[], 'string'])
  const queries = reads.filter((operation) => operation === 'Query').length
  // One query for names that begin so; one read for who is asking.
  assert.deepEqual([queries, reads.filter((operation) => operation === 'BatchGetItem').length], [11, 11])
  const rest = await ask(LIST, { query: { search: 'family', cursor: first.body.next } })
  assert.deepEqual([namesIn(rest), rest.body.next], [['Zoe Family'], undefined])
})

test('an organisation from before has its people by id, found by a part of a name, until it is put in order', async () => {
  const w = world()
  const { organisationId, ask } = await within(w, NAMES)
  await w.db.update('people', keys.organisation(organisationId), { update: 'REMOVE peopleInOrder' })
  const seen = await readAll(ask, { limit: '3' })
  assert.deepEqual([...seen].sort(), [...SORTED].sort())
  assert.deepEqual(await readAll(ask, { search: 'bruno', limit: '1' }).then((found) => [...found].sort()), [
    'Bruno Aalto',
    'Bruno Costa',
  ])
  const first = await ask(LIST, { query: { limit: '3' } })
  await w.db.update('people', keys.organisation(organisationId), {
    update: 'SET peopleInOrder = :yes',
    values: { ':yes': true },
  })
  const rest = await ask(LIST, { query: { limit: '100', cursor: first.body.next } })
  assert.deepEqual([...namesIn(first), ...namesIn(rest)], seen, 'a list that was begun by id goes on so')
})

test('whoever is renamed or made an admin while the lists are made stands where that change put them', async () => {
  const w = world()
  const { ask, ids } = await within(w, NAMES)
  const personId = ids.get('Bruno Costa') ?? ''
  const stored = async () => {
    const { name, role, listedAs } = (await w.db.get('people', keys.person(personId))) ?? {}
    return [name, role, listedAs]
  }
  const asRead = await w.ports.people.read(personId)
  assert.ok(asRead)
  await ask(`PATCH /organisation/people/${personId}`, { body: { name: 'Agnes Costa' } })
  assert.equal((await w.db.transact(listing(asRead))).done, false)
  assert.deepEqual(await stored(), ['Agnes Costa', 'member', 'agnes costa'])
  const again = await w.ports.people.read(personId)
  assert.ok(again)
  await ask(`PATCH /organisation/people/${personId}`, { body: { role: 'admin' } })
  assert.equal((await w.db.transact(listing(again))).done, false)
})

test('the admins of many people are found among themselves, and are those who are admins now', async () => {
  const w = world()
  const { organisationId, ids, personId, ask } = await within(w, NAMES)
  const admins = async () => (await w.ports.members.admins(organisationId)).map(({ name }) => name).sort()
  const turn = (who: string, body: object) => ask(`PATCH /organisation/people/${ids.get(who)}`, { body })
  await turn('anna Example', { role: 'admin' })
  await turn('Bruno Costa', { role: 'admin' })
  assert.deepEqual(await admins(), ['Ada Admin', 'Bruno Costa', 'anna Example'])
  await turn('Bruno Costa', { role: 'member' })
  await turn('anna Example', { disabled: true })
  assert.deepEqual(await admins(), ['Ada Admin'])
  await w.db.update('people', keys.organisation(organisationId), { update: 'REMOVE peopleInOrder' })
  assert.deepEqual(await admins(), ['Ada Admin'], 'as it is found without the list')
  assert.ok(personId)
})
