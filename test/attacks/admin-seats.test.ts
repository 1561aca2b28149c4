import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes } from '#lambdas/routes'
import { withAdmin } from '#support/admin'
import { createPerson } from '#support/anna'
import { withBen } from '#support/ben'
import { pauseStrangers } from '#support/pausing'
import { world } from '#support/world'

const adminRoutes = routes.filter(({ access }) => access === 'admin')

/** What each route that changes something would take. */
const writes: Readonly<Record<string, unknown>> = {
  'PATCH /organisation': { name: 'Still mine' },
  'POST /organisation/people': { name: 'One more', email: 'more@example.com' },
  'PATCH /organisation/people/{personId}': { name: 'Renamed' },
  'POST /organisation/people/{personId}/unlock': {},
  'POST /organisation/people/{personId}/end-sessions': {},
  'POST /organisation/people/{personId}/reset': {},
  'POST /organisation/sms-budget/resume': undefined,
}

const seatsOf = async (w: ReturnType<typeof world>, organisationId: string): Promise<number> =>
  (await w.ports.members.admins(organisationId)).length

/** Holds each who comes until all have come: everybody has read before anybody writes. */
const gate = (many: number) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let came = 0
  return () => {
    came++
    if (came >= many) resolve()
    return promise
  }
}

for (const [deed, body] of [
  ['demote', { role: 'member' }],
  ['disable', { disabled: true }],
] as const)
  test(`of admins who ${deed} each other at the same moment, in pairs and in a circle, one is left at least`, async () => {
    for (const many of [2, 3, 5]) {
      const w = world()
      const { organisationId } = await withBen(w)
      const admins: Awaited<ReturnType<typeof withAdmin>>[] = []
      for (let i = 0; i < many; i++) admins.push(await withAdmin(w, organisationId))
      const together = gate(many)
      w.tables.onAsk = async ({ operation, input }) => {
        if (operation === 'TransactWriteItems' && JSON.stringify(input).includes('AUDIT#')) await together()
      }
      const answers = await Promise.all(
        admins.map(({ ask }, i) =>
          ask(`PATCH /organisation/people/${admins[(i + 1) % many]?.personId}`, { body: { ...body } }),
        ),
      )
      const done = answers.filter(({ status }) => status === 200).length
      assert.ok(done >= 1, 'somebody succeeds')
      assert.equal(await seatsOf(w, organisationId), many - done)
      assert.ok(await seatsOf(w, organisationId), `${many} admins left none`)
      for (const { status, body } of answers) if (status !== 200) assert.equal(body.code, 'forbidden')
    }
  })

for (const [deed, change] of [
  ['demoted', { role: 'member' as const }],
  ['disabled', { disabled: true }],
  ['signed out everywhere', {}],
] as const)
  test(`an admin who is ${deed} while a call of theirs is under way changes nothing by it, on every route that writes`, async () => {
    const naming = adminRoutes.filter(({ route }) => !route.startsWith('GET '))
    assert.deepEqual(naming.map(({ route }) => route).sort(), Object.keys(writes).sort())
    for (const { route } of naming) {
      const w = world({ stage: { smsFloods: 'refuse' } })
      const { organisationId, personId } = await withBen(w)
      const { ask, personId: adminId } = await withAdmin(w, organisationId)
      await pauseStrangers(w, organisationId)
      const stored = async () => [
        await w.ports.people.read(personId),
        await w.ports.organisations.read(organisationId),
        await w.ports.breaker.gate(organisationId),
      ]
      const before = await stored()
      const told = w.mail.length + w.sms.length
      let met = 0
      w.tables.onAsk = async ({ operation, input }) => {
        if (operation !== 'TransactWriteItems' || !JSON.stringify(input).includes('AUDIT#') || met++ > 0) return
        const admin = await w.ports.people.read(adminId)
        assert.ok(admin && (await w.ports.roster.change(admin, { ...admin, ...change, epoch: admin.epoch + 1 })))
      }
      const call = writes[route] === undefined ? {} : { body: writes[route] }
      const answer = await ask(route.replace('{personId}', personId), call)
      assert.ok(met > 0, route)
      assert.equal(answer.body?.code, 'forbidden', route)
      assert.deepEqual(await stored(), before, route)
      assert.equal((await w.ports.members.page({ organisationId }, { limit: 100 })).people.length, 2, route)
      assert.equal(w.mail.length + w.sms.length, told, route)
      assert.ok(
        !JSON.stringify((await w.ports.records.audit(organisationId, { limit: 100 })).items).includes('"admin"'),
      )
    }
  })

test('an admin who was demoted or disabled is refused by every organisation route with the very next call', async () => {
  for (const [body, code] of [
    [{ role: 'member' }, 'forbidden'],
    [{ disabled: true }, 'unauthenticated'],
  ] as const) {
    const w = world()
    const { organisationId, personId } = await withBen(w)
    const first = await withAdmin(w, organisationId)
    const second = await withAdmin(w, organisationId)
    for (const { route } of adminRoutes.filter(({ route: it }) => it.startsWith('GET ')))
      assert.equal((await second.ask(route.replace('{personId}', personId))).status, 200, route)
    assert.equal((await first.ask(`PATCH /organisation/people/${second.personId}`, { body })).status, 200)
    for (const { route } of adminRoutes) {
      const call = writes[route] === undefined ? {} : { body: writes[route] }
      assert.equal((await second.ask(route.replace('{personId}', personId), call)).body.code, code, route)
    }
  }
})

test('an admin corrects their own number and name', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask, personId } = await withAdmin(w, organisationId)
  const { status, body } = await ask(`PATCH /organisation/people/${personId}`, {
    body: { phone: '07700 900321', name: 'Ada' },
  })
  assert.deepEqual([status, body.phone, body.name], [200, '+447700900321', 'Ada'])
  const other = await createPerson(w, organisationId, { name: 'X', phone: '+447700900654', email: 'x@example.com' })
  assert.equal((await ask(`GET /organisation/people/${other}`)).body.code, 'unauthenticated')
})
