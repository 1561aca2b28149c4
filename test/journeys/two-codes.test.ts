import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE, SECOND } from '#core/time'
import { TableFault } from '#laptop/tables/engine'
import { giveCode, otherThan, PHONE, start, withAnna } from '#support/anna'
import { BENS_PHONE, newestMailCode, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import type { Asked } from '#support/engine-tables'
import { newestCode, type World, world } from '#support/world'

const resend = (w: World, loginId: string) => knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
const look = async (w: World, loginId: string) => (await knock(w, `GET /login/${loginId}`)).body.code

/** A login of Anna's that asks for both codes: one wrong code was all that her number may see. */
const annaAtFirstOfBoth = async () => {
  const w = world({ limits: { codeBucket: { most: 1, refillMs: DAY } } })
  await withAnna(w)
  const guessed = (await start(w)).body.loginId
  await giveCode(w, guessed, otherThan(newestCode(w, PHONE)))
  w.passes(MINUTE)
  return { w, loginId: (await start(w)).body.loginId, first: () => newestCode(w, PHONE) }
}

/** A login of Ben's, whose profile has no number: he entered one. */
const benAtFirstOfBoth = async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  const { loginId } = (await startByEmail(w)).body
  await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: BENS_PHONE } })
  return { w, loginId, first: () => newestMailCode(w) }
}

for (const [who, begin] of [
  ['Anna, by text message and then by e-mail', annaAtFirstOfBoth],
  ['Ben, by e-mail and then by text message', benAtFirstOfBoth],
] as const) {
  test(`the second of two codes has waits and sends of its own, however often the first was sent: ${who}`, async () => {
    const { w, loginId, first } = await begin()
    for (const wait of [30, 60]) {
      w.passes(wait * SECOND)
      assert.equal((await resend(w, loginId)).status, 200)
    }
    const given = await giveCode(w, loginId, first())
    assert.deepEqual([given.body.code.resendAfterSeconds, given.body.code.sendsLeft], [30, 3])
    for (const [sent, wait] of [30, 60, 120].entries()) {
      const { resendAfterSeconds, sendsLeft } = await look(w, loginId)
      assert.deepEqual([resendAfterSeconds, sendsLeft], [wait, 3 - sent])
      w.passes((wait - 1) * SECOND)
      const soon = await resend(w, loginId)
      assert.deepEqual([soon.body.code, soon.body.retryAfterSeconds], ['resend_too_soon', 1])
      w.passes(SECOND)
      assert.equal((await resend(w, loginId)).status, 200)
    }
    assert.equal((await look(w, loginId)).sendsLeft, 0)
    w.passes(2 * MINUTE)
    assert.equal((await resend(w, loginId)).body.code, 'no_sends_left')
  })
}

/** The answer to the first write of this kind is lost. */
const loseOnce = (w: World, what: RegExp): (() => number) => {
  let lost = 0
  w.tables.onAnswer = ({ operation, input }: Asked) => {
    if (lost > 0 || operation !== 'UpdateItem' || !what.test(JSON.stringify(input))) return
    lost++
    throw new TableFault('InternalServerError', 'the answer is lost', {}, 500)
  }
  return () => lost
}

test('F-03: a mailbox that was proved and whose answer was lost leads on to the number, and its code is sent', async () => {
  const { w, loginId, first } = await benAtFirstOfBoth()
  const lost = loseOnce(w, /email_code_right/)
  const given = await giveCode(w, loginId, first())
  assert.deepEqual([lost(), given.body.next, w.sms.length], [1, 'code', 1])
  assert.equal((await giveCode(w, loginId, newestCode(w, BENS_PHONE))).status, 200)
})

test('F-03: a send that was counted and whose answer was lost is made, once', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  w.passes(30 * SECOND)
  const lost = loseOnce(w, /sent_again/)
  const again = await resend(w, loginId)
  assert.deepEqual([lost(), again.status, again.body.code?.sendsLeft, w.sms.length], [1, 200, 2, 2])
  assert.equal((await giveCode(w, loginId, newestCode(w, PHONE))).body.next, 'pin')
})
