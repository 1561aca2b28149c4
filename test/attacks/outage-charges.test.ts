import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TableFault } from '#laptop/tables/engine'
import { byOperator } from '#runtime/audit-line'
import { enterPin, giveCode, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { EMAIL, givePassword, PASSWORD, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { choosePin, emailCode, giveSmsCode, MAIL, resetAt, settle } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

/** One of the ports fails for as long as the function runs. */
const during = async <T>(port: object, name: string, call: () => Promise<T>): Promise<T> => {
  const before = Reflect.get(port, name)
  Reflect.set(port, name, async () => {
    throw new Error('the key cannot be used')
  })
  try {
    return await call()
  } finally {
    Reflect.set(port, name, before)
  }
}

const annaItem = async (w: World, personId: string) => {
  const person = await w.ports.people.read(personId)
  return [person?.pinFailures, (person?.pinFullAt ?? 0) > w.now(), (person?.pinFullAtOfKnown ?? 0) > w.now()]
}

test('F-26: ten right PINs while nothing can be signed cost no try, and the login still opens afterwards', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  await during(w.ports.signer, 'sign', async () => {
    for (let i = 0; i < 10; i++) assert.equal((await enterPin(w, loginId)).body.code, 'unavailable')
  })
  assert.deepEqual(await annaItem(w, personId), [0, false, false])
  assert.equal((await enterPin(w, loginId)).status, 200)
})

test('F-26: a right password while nothing can be signed costs no try', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const organisation = await w.ports.organisations.read(organisationId)
  assert.ok(organisation)
  await w.ports.administration.settings(
    organisation,
    { ...organisation, twoFactor: { ...organisation.twoFactor, required: false } },
    byOperator(organisationId, 'organisation_changed', {}, w.ports),
  )
  await during(w.ports.signer, 'sign', async () => {
    for (let i = 0; i < 10; i++) assert.equal((await startByEmail(w)).body.code, 'unavailable')
  })
  assert.equal((await w.ports.people.read(personId))?.passwordFailures, 0)
  assert.ok((await startByEmail(w)).body.accessToken)
})

test('F-09: a right current PIN costs no try while the new one cannot be sealed', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const token: string = (await signIn(w)).body.accessToken
  const change = () => knock(w, 'POST /me/pin', { token, body: { currentPin: PIN, newPin: '590283' } })
  await during(w.ports.pinSeal, 'make', async () => {
    for (let i = 0; i < 5; i++) assert.equal((await change()).body.code, 'unavailable')
  })
  assert.deepEqual(await annaItem(w, personId), [0, false, false])
  assert.equal((await change()).status, 204)
})

test('F-25: codes that cannot be derived for want of a pepper cost no try, in a sign-in and in a reset', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await w.db.update('logins', { pk: `LOGIN#${loginId.slice(0, 22)}` }, { update: 'REMOVE opens' })
  const id = await resetAt(w, 'sms_code')
  await during(w.ports.codes, 'of', async () => {
    for (let i = 0; i < 8; i++) {
      assert.equal((await giveCode(w, loginId, '000000')).body.code, 'unavailable')
      assert.equal((await giveSmsCode(w, id, '000000')).body.code, 'unavailable')
    }
  })
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code.attemptsLeft, 5)
  assert.equal((await knock(w, `GET /pin-reset/${id}`)).body.code.attemptsLeft, 5)
})

test('F-09: new PINs and passwords that cannot be judged or sealed cost none of a reset’s ten tries', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  await givePassword(w, personId, PASSWORD)
  const id = await resetAt(w, 'new_pin')
  for (const [port, name] of [
    [w.ports.pinCheck, 'verify'],
    [w.ports.pinSeal, 'make'],
    [w.ports.resetFinish, 'finish'],
  ] as const)
    await during(port, name, async () => {
      for (let i = 0; i < 5; i++) assert.equal((await choosePin(w, id)).body.code, 'unavailable')
    })
  for (let i = 0; i < 9; i++) assert.equal((await choosePin(w, id, '123456')).body.code, 'pin_not_allowed')
  assert.equal((await choosePin(w, id)).status, 200)
  const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: MAIL } })).body
  await settle(w)
  const give = (step: string, body: object) => knock(w, `POST /password-reset/${resetId}/${step}`, { body })
  await give('email-code', { code: emailCode(w) })
  await settle(w)
  await give('sms-code', { code: newestCode(w, PHONE) })
  const choose = () => give('password', { password: 'a teapot full of rain' })
  await during(w.ports.pinSeal, 'make', async () => {
    for (let i = 0; i < 12; i++) assert.equal((await choose()).body.code, 'unavailable')
  })
  assert.equal((await choose()).status, 200)
})

test('a code for a new number that could not be charged to its person, and so was not compared, costs the change no try', async () => {
  const w = world()
  await withAnna(w)
  const token: string = (await signIn(w)).body.accessToken
  const begun = await knock(w, 'POST /me/phone', { token, body: { phone: '+447700900188', currentPin: PIN } })
  const path = `/me/phone/${begun.body.changeId}`
  const code = newestCode(w, '+447700900188')
  await during(w.ports.people, 'spendChangeTry', async () => {
    for (let i = 0; i < 7; i++)
      assert.equal((await knock(w, `POST ${path}/code`, { token, body: { code } })).body.code, 'unavailable')
  })
  assert.equal((await knock(w, `GET ${path}`, { token })).body.code.attemptsLeft, 5)
  assert.equal((await knock(w, `POST ${path}/code`, { token, body: { code } })).status, 200)
})

test('F-09: after an outage of the key nobody’s password has as many tries left as somebody’s', async () => {
  const w = world()
  await withBen(w)
  const tried = async (email: string) => {
    const answers: unknown[] = []
    for (let i = 0; i < 21; i++)
      answers.push(
        (await startByEmail(w, { email, password: 'a wrong one of these', source: `192.0.${i}.1` })).body.code,
      )
    return answers
  }
  const outcomes = []
  for (const email of [EMAIL, 'nobody@example.com']) {
    await during(w.ports.pinCheck, 'verify', () => tried(email))
    outcomes.push(await tried(email))
  }
  const [somebody, nobody] = outcomes
  assert.deepEqual(somebody, [...Array.from({ length: 20 }, () => 'wrong_password'), 'password_disabled'])
  assert.deepEqual(nobody, somebody)
})

test('an answer that cannot be kept for a repetition is given all the same', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  w.tables.onAsk = ({ operation, input }) => {
    const { UpdateExpression = '' } = input as { UpdateExpression?: string }
    if (operation === 'UpdateItem' && UpdateExpression.startsWith('SET answer'))
      throw new TableFault('InternalServerError', 'not now', {}, 500)
  }
  const headers = { 'Idempotency-Key': 'one tap' }
  const answer = await enterPin(w, loginId, PIN, {}, { ...headers, 'Idempotency-Key': 'one-tap' })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
})
