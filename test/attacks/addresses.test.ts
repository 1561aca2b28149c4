import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resetAllowedAt } from '#core/reset'
import { DAY, HOUR, SECOND } from '#core/time'
import { twoFactorOff, withAdmin } from '#support/admin'
import {
  createOrganisation,
  createPerson,
  enterPin,
  giveCode,
  PHONE,
  PIN,
  signIn,
  start,
  withAnna,
} from '#support/anna'
import { BENS_PHONE, EMAIL, newestMailCode, PASSWORD, setOrganisation, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { choosePin, forgot, giveEmailCode, giveSmsCode, later, MAIL, settle } from '#support/resetting'
import { newestCode, world } from '#support/world'

const THIEFS_PHONE = '+447700900666'
const THIEFS_MAIL = 'thief@example.net'
const COOLING_SECONDS = 24 * 60 * 60
const COOLING_OF_BOTH_SECONDS = 3 * COOLING_SECONDS

type World = ReturnType<typeof world>

/** Both codes, by the thief's own phone and mailbox, as far as it goes. */
const resetByThief = async (w: World) => {
  const id = (await forgot(w, THIEFS_PHONE)).body.resetId
  const first = await giveSmsCode(w, id, newestCode(w, THIEFS_PHONE))
  if (first.status !== 200) return first
  await giveEmailCode(w, id, newestMailCode(w, THIEFS_MAIL))
  return choosePin(w, id)
}

test('an admin who puts a number and a mailbox of their own on a profile cannot choose its PIN for three days, and its owner hears of it at once', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  w.sms.splice(0)
  w.mail.splice(0)
  await ask(`PATCH /organisation/people/${personId}`, { body: { phone: THIEFS_PHONE, email: THIEFS_MAIL } })
  assert.ok(w.sms.some(({ to }) => to === PHONE) && w.mail.some(({ to }) => to === MAIL))
  w.passes(SECOND)
  const refused = await resetByThief(w)
  assert.deepEqual([refused.status, refused.body.code], [403, 'reset_too_soon'])
  assert.equal(refused.headers['Retry-After'], String(COOLING_OF_BOTH_SECONDS - 1))
  await later(w, COOLING_OF_BOTH_SECONDS - HOUR / SECOND)
  assert.equal((await resetByThief(w)).body.code, 'reset_too_soon')
  const anna = await w.ports.people.read(personId)
  assert.equal(anna?.pinEpoch, 1)
  // Who still knows the PIN signs in by the new number meanwhile: the codes that are asked for go there.
  const { loginId } = (await start(w, THIEFS_PHONE)).body
  await giveCode(w, loginId, newestCode(w, THIEFS_PHONE))
  assert.equal((await enterPin(w, loginId, PIN)).status, 200)
  await later(w, HOUR / SECOND)
  assert.equal((await resetByThief(w)).body.next, 'sign_in')
})

test('whoever changes one of both soon after the other waits as if it had been at once, counted from the later one', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const route = `PATCH /operator/organisations/${organisationId}/people/${personId}`
  const correct = async (body: object) => assert.equal((await knock(w, route, { body })).status, 200)
  const waitsFor = async () => {
    const anna = await w.ports.people.read(personId)
    return anna && (resetAllowedAt(anna, w.ports.limits) - w.now()) / SECOND
  }
  await correct({ email: THIEFS_MAIL })
  assert.equal(await waitsFor(), COOLING_SECONDS)
  await later(w, COOLING_OF_BOTH_SECONDS - 1)
  await correct({ phone: THIEFS_PHONE })
  assert.equal(await waitsFor(), COOLING_OF_BOTH_SECONDS)
  await later(w, 2 * COOLING_SECONDS)
  assert.equal((await resetByThief(w)).body.code, 'reset_too_soon')
  await correct({ phone: '+447700900556' })
  assert.equal(await waitsFor(), COOLING_SECONDS, 'the address is no longer new')
})

test('neither one change after the other nor unlocking shortens the wait', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const change = async (body: object) => {
    const { ask } = await withAdmin(w, organisationId)
    assert.equal((await ask(`PATCH /organisation/people/${personId}`, { body })).status, 200)
    await ask(`POST /organisation/people/${personId}/unlock`)
  }
  await change({ phone: THIEFS_PHONE })
  await later(w, COOLING_SECONDS)
  await change({ email: THIEFS_MAIL })
  assert.equal((await resetByThief(w)).body.code, 'reset_too_soon')
  await change({ disabled: true })
  await later(w, HOUR / SECOND)
  await change({ disabled: false })
  assert.equal((await resetByThief(w)).body.code, 'reset_too_soon')
})

test('a thief who knows the PIN and changes the number in an open session sets no new PIN by it for a day', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const token = (await signIn(w)).body.accessToken
  const begun = await knock(w, 'POST /me/phone', { body: { phone: THIEFS_PHONE, currentPin: PIN }, token })
  const code = newestCode(w, THIEFS_PHONE)
  assert.equal((await knock(w, `POST /me/phone/${begun.body.changeId}/code`, { body: { code }, token })).status, 200)
  const id = (await forgot(w, THIEFS_PHONE)).body.resetId
  assert.equal((await giveSmsCode(w, id, newestCode(w, THIEFS_PHONE))).body.code, 'reset_too_soon')
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

test('a forgotten password waits as well, and the story of the attempt says why', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  await setOrganisation(w, organisationId, twoFactorOff)
  const { ask } = await withAdmin(w, organisationId)
  await ask(`PATCH /organisation/people/${personId}`, { body: { email: THIEFS_MAIL } })
  const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: THIEFS_MAIL } })).body
  await settle(w)
  const body = { code: newestMailCode(w, THIEFS_MAIL) }
  const refused = await knock(w, `POST /password-reset/${resetId}/email-code`, { body })
  assert.equal(refused.body.code, 'reset_too_soon')
  const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
  assert.ok(attempt.steps.some(({ word }) => word === 'contacts_new'))
  assert.ok((await startByEmail(w, { email: THIEFS_MAIL, password: PASSWORD })).body.accessToken)
})

test('whoever only knows a number learns nothing of a change: before a right code, a reset answers as for nobody', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  await ask(`PATCH /organisation/people/${personId}`, { body: { phone: BENS_PHONE } })
  const [known, nobody] = [(await forgot(w, BENS_PHONE)).body, (await forgot(w, '+447700900999')).body]
  assert.deepEqual(Object.keys(known), Object.keys(nobody))
  for (const id of [known.resetId, nobody.resetId]) {
    const { body } = await giveSmsCode(w, id, '000000')
    assert.deepEqual([body.code, body.attemptsLeft], ['wrong_code', 4])
  }
})

test('one address given to twenty people at the same moment is one person\u2019s, and nobody else is changed', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  const { ask } = await withAdmin(w, organisationId)
  const people: string[] = []
  for (let i = 0; i < 20; i++)
    people.push(
      await createPerson(w, organisationId, { name: `P${i}`, phone: `+4477009001${10 + i}`, email: undefined }),
    )
  const answers = await Promise.all(
    people.map((personId) => ask(`PATCH /organisation/people/${personId}`, { body: { email: EMAIL } })),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  const all = await Promise.all(people.map((personId) => w.ports.people.read(personId)))
  const index = w.ports.lookup.email(EMAIL)
  const owners = all.filter((person) => person?.emailIndex === index)
  assert.equal(owners.length, 1)
  assert.equal((await w.ports.directory.byEmail(index))?.personId, owners[0]?.personId)
  w.passes(DAY)
})
