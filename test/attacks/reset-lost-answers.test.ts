import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#adapters/keys'
import { SECOND } from '#core/time'
import { TableFault } from '#laptop/tables/engine'
import { otherThan, withAnna } from '#support/anna'
import { forgot, giveSmsCode, resendCode, smsCode } from '#support/resetting'
import { type World, world } from '#support/world'

/** The answer to the first write of this kind is lost; answers how many were. */
const loseOnce = (w: World, what: RegExp): (() => number) => {
  let lost = 0
  w.tables.onAnswer = ({ operation, input }) => {
    if (lost > 0 || operation === 'GetItem' || !what.test(JSON.stringify(input))) return
    lost++
    throw new TableFault('InternalServerError', 'the answer is lost', {}, 500)
  }
  return () => lost
}

const annaForgot = async () => {
  const w = world()
  await withAnna(w)
  const { resetId } = (await forgot(w)).body
  return { w, resetId: String(resetId) }
}

test('an earlier code of a reset gives its try back once, although the answer to that was lost', async () => {
  const { w, resetId } = await annaForgot()
  const earlier = smsCode(w)
  w.passes(30 * SECOND)
  assert.equal((await resendCode(w, resetId)).status, 200)
  for (const by of [1, 2]) await giveSmsCode(w, resetId, otherThan(smsCode(w), by))
  const lost = loseOnce(w, /tries - :one/)
  assert.equal((await giveSmsCode(w, resetId, earlier)).body.code, 'earlier_code')
  const item = await w.db.get('logins', keys.reset(resetId.slice(0, 22)))
  assert.deepEqual([lost(), item?.tries], [1, 2], 'two wrong ones stay two')
})

test('a send of a reset that was counted and whose answer was lost is made, once', async () => {
  const { w, resetId } = await annaForgot()
  w.passes(30 * SECOND)
  const lost = loseOnce(w, /resent/)
  const again = await resendCode(w, resetId)
  assert.deepEqual([lost(), again.status, again.body.code?.sendsLeft, w.sms.length], [1, 200, 2, 2])
  assert.equal((await giveSmsCode(w, resetId, smsCode(w))).body.next, 'email_code')
})
