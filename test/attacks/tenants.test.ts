import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes } from '#lambdas/routes'
import { withAdmin } from '#support/admin'
import { createOrganisation, createPerson, start, withAnna } from '#support/anna'
import { setOrganisation, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { world } from '#support/world'

const adminRoutes = routes.filter(({ access }) => access === 'admin')

/** A body each route would take, so that what is refused is the caller and not the form. */
const bodies: Readonly<Record<string, unknown>> = {
  'PATCH /organisation': { name: 'Theirs now' },
  'POST /organisation/people': { name: 'Mallory', email: 'mallory@example.com' },
  'PATCH /organisation/people/{personId}': { disabled: true },
}

const bodyOf = (route: string) => (bodies[route] === undefined ? {} : { body: bodies[route] })

test("another organisation's people are not found, on every route that names one, and nothing of them changes", async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const before = await w.ports.people.read(personId)
  const theirs = await createOrganisation(w, { name: 'Elsewhere' })
  const { ask } = await withAdmin(w, theirs)
  const naming = adminRoutes.filter(({ route }) => route.includes('{personId}'))
  assert.ok(naming.length >= 5)
  for (const { route } of naming) {
    const here = await ask(route.replace('{personId}', personId), bodyOf(route))
    const nowhere = await ask(route.replace('{personId}', 'AAAAAAAAAAAAAAAAAAAAAA'), bodyOf(route))
    assert.deepEqual([here.status, here.body.code], [404, 'not_found'], route)
    assert.deepEqual({ ...here.body, requestId: '' }, { ...nowhere.body, requestId: '' }, route)
  }
  assert.deepEqual(await w.ports.people.read(personId), before)
})

test('no list shows anything of another organisation, also with its cursor', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const ours = await withAdmin(w, organisationId)
  await createPerson(w, organisationId, { name: 'Second', phone: '+447700900555', email: 'second@example.com' })
  await start(w)
  await ours.ask('PATCH /organisation', { body: { name: 'Ours' } })
  await ours.ask('PATCH /organisation', { body: { name: 'Ours again' } })
  const theirs = await createOrganisation(w, { name: 'Elsewhere' })
  const { ask, personId } = await withAdmin(w, theirs)
  for (const list of ['GET /organisation/people', 'GET /organisation/sms-ledger', 'GET /organisation/audit']) {
    const { next } = (await ours.ask(list, { query: { limit: '1' } })).body
    const queries: Record<string, string>[] = [{}, ...(next === undefined ? [] : [{ cursor: String(next) }])]
    for (const query of queries) {
      const { status, body } = await ask(list, { query })
      assert.equal(status, 'cursor' in query ? 400 : 200, list)
      const ids = JSON.stringify(body)
      assert.ok(
        (body.items ?? []).every(
          (item: { personId?: string }) => item.personId === undefined || item.personId === personId,
        ),
        list,
      )
      assert.ok(!ids.includes('Anna') && !ids.includes('Ours') && !ids.includes('447700900123'), list)
    }
  }
  assert.equal((await ask('GET /organisation')).body.organisationId, theirs)
  assert.equal((await ask('GET /organisation/sms-budget')).body.used, '0.00')
})

test('every admin route refuses a member, a stranger and a token of nobody, and does nothing', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  await setOrganisation(w, organisationId, { twoFactor: { required: false, method: 'sms', exemptNetworks: [] } })
  const { accessToken } = (await startByEmail(w)).body
  const before = [await w.ports.organisations.read(organisationId), await w.ports.people.read(personId)]
  for (const { route } of adminRoutes) {
    const path = route.replace('{personId}', personId)
    assert.equal((await knock(w, path, { ...bodyOf(route), token: accessToken })).body.code, 'forbidden', route)
    assert.equal((await knock(w, path, bodyOf(route))).body.code, 'unauthenticated', route)
    const forged = `${accessToken.slice(0, -8)}AAAAAAAA`
    assert.equal((await knock(w, path, { ...bodyOf(route), token: forged })).body.code, 'unauthenticated', route)
  }
  assert.deepEqual([await w.ports.organisations.read(organisationId), await w.ports.people.read(personId)], before)
})

test('no admin route takes a field that names an organisation, a PIN, a password or a code', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  for (const field of ['organisationId', 'pin', 'password', 'epoch', 'code', 'pinFailures', 'personId'])
    for (const route of [
      'PATCH /organisation',
      'POST /organisation/people',
      `PATCH /organisation/people/${personId}`,
    ]) {
      const { body } = await ask(route, { body: { name: 'Fine', email: 'new@example.com', [field]: '836194' } })
      assert.equal(body.code, 'invalid_request', `${route} ${field}`)
    }
})

test('twenty corrections of one number at once leave one number, one pointer and no gap in the trail', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const phones = Array.from({ length: 20 }, (_, i) => `+4477009002${String(i).padStart(2, '0')}`)
  const answers = await Promise.all(
    phones.map((phone) => ask(`PATCH /organisation/people/${personId}`, { body: { phone } })),
  )
  const done = answers.filter(({ status }) => status === 200).length
  assert.ok(done >= 1)
  const person = await w.ports.people.read(personId)
  const leading = await Promise.all(phones.map((phone) => w.ports.directory.byPhone(w.ports.lookup.phone(phone))))
  assert.equal(leading.filter((pointer) => pointer !== undefined).length, 1)
  assert.equal(person?.phoneVersion, 1 + done)
  const { items } = (await ask('GET /organisation/audit')).body
  assert.equal(items.filter(({ action }) => action === 'number_corrected').length, done)
})
