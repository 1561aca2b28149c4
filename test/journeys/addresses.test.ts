import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE, SECOND } from '#core/time'
import { twoFactorOff, withAdmin } from '#support/admin'
import { createOrganisation, createPerson, PHONE, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, EMAIL, setOrganisation, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { choosePin, emailCode, forgot, giveEmailCode, giveSmsCode, MAIL, smsCode } from '#support/resetting'
import { world } from '#support/world'

const NEW = 'anna.new@example.com'
type World = ReturnType<typeof world>

const mailedTo = ({ mail }: World) => mail.map(({ to }) => to).sort()
const textedTo = ({ sms }: World) => sms.map(({ to }) => to).sort()
const silence = (w: World): void => {
  w.sms.splice(0)
  w.mail.splice(0)
}

test('a person who had no e-mail address chooses the first PIN once an admin has added one', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  const personId = await createPerson(w, organisationId, { email: undefined })
  const stuck = (await forgot(w)).body.resetId
  assert.equal((await giveSmsCode(w, stuck, smsCode(w))).body.code, 'message_not_sent')
  w.passes(20 * MINUTE)
  const { ask } = await withAdmin(w, organisationId)
  silence(w)
  const added = await ask(`PATCH /organisation/people/${personId}`, { body: { email: 'Anna@Example.com ' } })
  assert.deepEqual([added.status, added.body.email], [200, MAIL])
  assert.deepEqual([textedTo(w), mailedTo(w)], [[PHONE], [MAIL]])
  assert.match(w.mail[0]?.text ?? '', /a•••@example\.com/)
  const id = (await forgot(w)).body.resetId
  assert.equal((await giveSmsCode(w, id, smsCode(w))).body.next, 'email_code')
  assert.equal((await giveEmailCode(w, id, emailCode(w))).body.next, 'new_pin')
  assert.equal((await choosePin(w, id)).body.next, 'sign_in')
})

test('a corrected address: both mailboxes and the phone are told, trust ends, the next sign-in is verified, and who and why is on record', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { deviceToken, refreshToken, accessToken } = (await signIn(w, { trustDevice: true })).body
  silence(w)
  w.passes(SECOND)
  const body = { email: NEW, reason: 'She called: a typo' }
  const changed = await ask(`PATCH /organisation/people/${personId}`, { body })
  assert.equal(changed.body.email, NEW)
  assert.deepEqual([mailedTo(w), textedTo(w)], [[MAIL, NEW].sort(), [PHONE]])
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).body.code, 'unauthenticated')
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).body.code, 'unauthenticated')
  const [line] = (await ask('GET /organisation/audit')).body.items
  w.passes(20 * MINUTE)
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
  assert.deepEqual(
    [line.by.name, line.action, line.personId, line.reason, line.changes],
    [
      'Ada Admin',
      'email_corrected',
      personId,
      'She called: a typo',
      [{ field: 'email', from: 'a•••@example.com', to: 'a•••@example.com' }],
    ],
  )
})

test('the old address leads to nobody from then on, and the new one to its person', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  await setOrganisation(w, organisationId, twoFactorOff)
  const { ask } = await withAdmin(w, organisationId)
  assert.ok((await startByEmail(w)).body.accessToken)
  await ask(`PATCH /organisation/people/${personId}`, { body: { email: NEW } })
  assert.equal((await startByEmail(w)).body.code, 'wrong_password')
  assert.equal((await startByEmail(w, { email: NEW })).body.person.personId, personId)
})

test('a number and an address corrected together: each place hears of its own change, once', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  silence(w)
  w.passes(SECOND)
  const { body } = await ask(`PATCH /organisation/people/${personId}`, { body: { email: NEW, phone: BENS_PHONE } })
  assert.deepEqual([body.email, body.phone], [NEW, BENS_PHONE])
  assert.deepEqual([textedTo(w), mailedTo(w)], [[PHONE, BENS_PHONE].sort(), [MAIL, NEW].sort()])
  const [line] = (await ask('GET /organisation/audit')).body.items
  assert.deepEqual(
    line.changes.map(({ field }) => field),
    ['phone', 'email'],
  )
})

test('an address that is no address, or somebody’s already, is refused by its name and nothing is changed or told', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  await createPerson(w, organisationId, { name: 'Ben', phone: BENS_PHONE, email: EMAIL })
  const { ask } = await withAdmin(w, organisationId)
  const before = await w.ports.people.read(personId)
  silence(w)
  for (const email of ['nobody', EMAIL, ` ${EMAIL.toUpperCase()} `]) {
    const { body } = await ask(`PATCH /organisation/people/${personId}`, { body: { email } })
    assert.deepEqual([body.code, body.fields?.[0]?.path], ['invalid_request', 'email'], email)
  }
  assert.deepEqual(await w.ports.people.read(personId), before)
  assert.deepEqual([w.mail.length, w.sms.length], [0, 0])
})

test('the same address again changes nothing and tells nobody', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const before = await w.ports.people.read(personId)
  silence(w)
  assert.equal(
    (await ask(`PATCH /organisation/people/${personId}`, { body: { email: 'ANNA@example.com' } })).status,
    200,
  )
  assert.deepEqual([await w.ports.people.read(personId), w.mail.length + w.sms.length], [before, 0])
})

test('the operator adds an address, makes an admin and disables, where no admin can; it is told and on record', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  const personId = await createPerson(w, organisationId, { email: undefined })
  const change = (body: object, organisation = organisationId) =>
    knock(w, `PATCH /operator/organisations/${organisation}/people/${personId}`, { body })
  assert.deepEqual((await change({ email: NEW, reason: 'asked by letter' })).body, { personId })
  assert.deepEqual([mailedTo(w), textedTo(w)], [[NEW], [PHONE]])
  assert.equal((await change({ role: 'admin' })).status, 200)
  assert.equal((await change({ disabled: true })).status, 200)
  const person = await w.ports.people.read(personId)
  assert.deepEqual([person?.role, person?.disabled, person?.emailIndex], ['admin', true, w.ports.lookup.email(NEW)])
  const { items } = await w.ports.records.audit(organisationId, { limit: 10 })
  const actions = items.map(({ by, action }) => `${by.kind} ${action}`).filter((it) => !it.includes('created'))
  assert.deepEqual(actions.sort(), ['operator email_corrected', 'operator person_changed', 'operator person_disabled'])
  const elsewhere = await createOrganisation(w, { name: 'Elsewhere' })
  assert.equal((await change({ name: 'Taken' }, elsewhere)).body.code, 'not_found')
  assert.equal((await change({ pin: '836194' })).body.code, 'invalid_request')
  w.passes(DAY)
})
