import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { MINUTE, SECOND } from '#core/time'
import { TableFault } from '#laptop/tables/engine'
import { createPerson, enterPin, giveCode, otherThan, PHONE, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import type { Asked } from '#support/engine-tables'
import { newestCode, type World, world } from '#support/world'

const NOBODY = '+447700900999'
const back = (w: World, loginId: string) => knock(w, `DELETE /login/${loginId}`)
const look = async (w: World, loginId: string) => (await knock(w, `GET /login/${loginId}`)).body

/** The code that a login waits for, also where it was sent to nobody. */
const codeOf = async (w: World, loginId: string): Promise<string> => {
  const about = loginId.slice(0, 22)
  const { seed, sends } = (await w.db.get('logins', keys.login(about))) ?? {}
  const wait = { about, purpose: 'sign_in', seed: String(seed), channel: 'sms' } as const
  return (await w.ports.codes.of(wait, Number(sends))).at(-1) ?? ''
}

/** Begins, waits until a further start would send another code, and tells both. */
const begin = async (w: World, phone = PHONE, source?: string) => {
  const { loginId } = (await start(w, phone, {}, source)).body
  const code = await codeOf(w, loginId)
  w.passes(31 * SECOND)
  return { loginId, code }
}

const fallsInto = (answer: Awaited<ReturnType<typeof giveCode>>, sentAt: number) => {
  assert.deepEqual([answer.status, answer.body.code], [422, 'earlier_code'])
  assert.equal(Date.parse(answer.body.newestSentAt), sentAt)
}

for (const [who, phone] of [
  ['somebody', PHONE],
  ['nobody', NOBODY],
] as const) {
  test(`back to the number and on with another code: the first one is told apart, and costs no try, for ${who}`, async () => {
    const w = world()
    await withAnna(w)
    const first = await begin(w, phone)
    await back(w, first.loginId)
    const sentAt = w.now()
    const second = await begin(w, phone)
    for (let i = 0; i < 7; i++) fallsInto(await giveCode(w, second.loginId, first.code), sentAt)
    assert.equal((await look(w, second.loginId)).code.attemptsLeft, 5)
    assert.equal((await giveCode(w, second.loginId, otherThan(second.code, 7))).body.attemptsLeft, 4)
    assert.equal((await giveCode(w, second.loginId, second.code)).body.next, 'pin')
  })
}

test('an earlier code is no wrong one of its number either', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const first = await begin(w)
  await back(w, first.loginId)
  const second = await begin(w)
  await giveCode(w, second.loginId, first.code)
  const index = (await w.ports.people.read(personId))?.phoneIndex ?? ''
  const number = (await w.db.get('logins', keys.number(index))) ?? {}
  assert.deepEqual([number.codeFullAt, number.wrongInRow], [undefined, undefined])
})

test('of three logins the codes of both before are told apart, those that were sent again, too', async () => {
  const w = world()
  await withAnna(w)
  const first = await begin(w)
  await knock(w, `POST /login/${first.loginId}/code/resend`, { body: {} })
  const again = newestCode(w, PHONE)
  assert.notEqual(again, first.code)
  await back(w, first.loginId)
  w.passes(MINUTE)
  const second = await begin(w)
  await back(w, second.loginId)
  const sentAt = w.now()
  const third = await begin(w)
  for (const code of [first.code, again, second.code]) fallsInto(await giveCode(w, third.loginId, code), sentAt)
  assert.equal((await giveCode(w, third.loginId, third.code)).body.next, 'pin')
})

test('who begins anew without going back is told, too, and the login before is over: a code typed elsewhere opens nothing', async () => {
  const w = world()
  await withAnna(w)
  const first = await begin(w)
  const sentAt = w.now()
  const second = await begin(w, PHONE, '203.0.113.5')
  assert.equal((await look(w, first.loginId)).next, 'sms_code', 'until then it goes on')
  fallsInto(await giveCode(w, second.loginId, first.code), sentAt)
  assert.equal((await giveCode(w, first.loginId, first.code)).body.code, 'login_closed')
  assert.equal((await look(w, first.loginId)).code, 'login_closed')
})

test('a code that was used is an earlier one, and the login that it opened goes on', async () => {
  const w = world()
  await withAnna(w)
  const first = await begin(w)
  assert.equal((await giveCode(w, first.loginId, first.code)).body.next, 'pin')
  const sentAt = w.now()
  const second = await begin(w)
  fallsInto(await giveCode(w, second.loginId, first.code), sentAt)
  assert.equal((await enterPin(w, first.loginId)).status, 200)
})

test('where the login before cannot be ended its code is a wrong one, and that is all that anybody learns', async () => {
  const w = world()
  await withAnna(w)
  const first = await begin(w)
  const second = await begin(w)
  const ends = ({ input }: Asked) => JSON.stringify(input).includes(':mailbox')
  w.tables.onAsk = (asked) => {
    if (ends(asked)) throw new TableFault('ProvisionedThroughputExceededException', 'slow down')
  }
  const answer = await giveCode(w, second.loginId, first.code)
  assert.deepEqual([answer.body.code, answer.body.attemptsLeft], ['wrong_code', 4])
  w.tables.onAsk = () => {}
  assert.equal((await giveCode(w, first.loginId, first.code)).body.next, 'pin')
})

test('of one code given in its own login and in the next at once, either opens or ends the first, and never both', async () => {
  for (const order of [0, 1]) {
    const w = world()
    await withAnna(w)
    const [first, second] = [await begin(w), await begin(w)]
    const give = [() => giveCode(w, first.loginId, first.code), () => giveCode(w, second.loginId, first.code)]
    const answers = await Promise.all((order === 0 ? give : give.toReversed()).map((one) => one()))
    const [own, later] = order === 0 ? answers : answers.toReversed()
    assert.equal(later?.body.code, 'earlier_code')
    assert.ok(own?.body.next === 'pin' || own?.body.code === 'login_closed')
    assert.equal((await look(w, first.loginId)).next, own?.body.next)
  }
})

test('a code for something else, of somebody else, or of long ago is a wrong one', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  await createPerson(w, organisationId, { name: 'Cleo', phone: '+447700900124', email: 'cleo@example.com' })
  const token = (await signIn(w)).body.accessToken
  w.passes(MINUTE)
  await knock(w, 'POST /me/phone', { token, body: { phone: PHONE, currentPin: '836194' } })
  const change = newestCode(w, PHONE)
  const cleo = await begin(w, '+447700900124')
  const anna = await begin(w)
  for (const code of [change, cleo.code]) assert.equal((await giveCode(w, anna.loginId, code)).body.code, 'wrong_code')
  w.passes(11 * MINUTE)
  const later = await begin(w)
  assert.equal((await giveCode(w, later.loginId, anna.code)).body.code, 'wrong_code')
})

test('the same in the e-mail journey', async () => {
  const w = world()
  await withBen(w)
  await startByEmail(w)
  const early = newestCode(w, BENS_PHONE)
  w.passes(MINUTE)
  const sentAt = w.now()
  const { loginId } = (await startByEmail(w)).body
  fallsInto(await giveCode(w, loginId, early), sentAt)
  assert.equal((await giveCode(w, loginId, newestCode(w, BENS_PHONE))).status, 200)
})
