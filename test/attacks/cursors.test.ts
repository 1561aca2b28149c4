import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { createOrganisation, createPerson, PHONE, start, withAnna } from '#support/anna'
import { type World, world } from '#support/world'

type Asked = { readonly list: string; readonly query: Readonly<Record<string, string>> }

/** An organisation in which each list has more than a page, and the lists of another person and other words beside them. */
const withLists = async (w: World, organisationId: string, anna: string, other: string) => {
  const { ask } = await withAdmin(w, organisationId)
  for (const name of ['One', 'Two']) await ask('PATCH /organisation', { body: { name } })
  const lists: readonly Asked[] = [
    { list: 'people', query: {} },
    { list: 'people', query: { search: 'an' } },
    { list: 'people', query: { search: 'example' } },
    { list: 'sms-ledger', query: {} },
    { list: 'audit', query: {} },
    { list: `people/${anna}/attempts`, query: {} },
    { list: `people/${other}/attempts`, query: {} },
  ]
  const read = ({ list, query }: Asked, more: Readonly<Record<string, string>>) =>
    ask(`GET /organisation/${list}`, { query: { ...query, limit: '1', ...more } })
  return { lists, read }
}

const startTwice = async (w: World, phone: string): Promise<void> => {
  for (let i = 0; i < 2; i++) {
    await start(w, phone)
    w.passes(20 * MINUTE)
  }
}

/** Two organisations with people who have tried to sign in, and where their lists go on. */
const withCursors = async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const bea = { name: 'Anja Example', phone: '+447700900555', email: 'anja@example.com' }
  const other = await createPerson(w, organisationId, bea)
  for (const phone of [PHONE, bea.phone]) await startTwice(w, phone)
  const { lists, read } = await withLists(w, organisationId, personId, other)
  const cursors: string[] = []
  for (const list of lists) {
    const { status, body } = await read(list, {})
    assert.deepEqual([status, typeof body.next], [200, 'string'], `${list.list} ${list.query.search ?? ''}`)
    cursors.push(body.next)
  }
  return { w, lists, read, cursors }
}

test('a cursor goes on in the list that gave it and is refused by every other, of people, words, money and deeds', async () => {
  const { lists, read, cursors } = await withCursors()
  for (const [from, cursor] of cursors.entries())
    for (const [at, list] of lists.entries()) {
      const { status, body } = await read(list, { cursor })
      const said = `${lists[from]?.list} ${lists[from]?.query.search ?? ''} in ${list.list} ${list.query.search ?? ''}`
      if (from === at) assert.equal(status, 200, said)
      else assert.deepEqual([status, body.code, body.fields?.[0]?.path], [400, 'invalid_request', 'cursor'], said)
    }
})

test('a cursor of one organisation is refused by the same list of another', async () => {
  const { w, lists, cursors } = await withCursors()
  const { ask } = await withAdmin(w, await createOrganisation(w, { name: 'Elsewhere' }))
  for (const [at, { list, query }] of lists.entries()) {
    const { status, body } = await ask(`GET /organisation/${list}`, {
      query: { ...query, cursor: cursors[at] ?? '' },
    })
    // Of people of the other organisation it is not even told that there are such.
    const code = list.startsWith('people/') ? 'not_found' : 'invalid_request'
    assert.equal(body.code, code, `${status} ${list}`)
  }
})

test('a cursor says the same to who writes the words with other blanks', async () => {
  const { read, cursors } = await withCursors()
  const { status } = await read({ list: 'people', query: { search: '  an ' } }, { cursor: cursors[1] ?? '' })
  assert.equal(status, 200)
})
