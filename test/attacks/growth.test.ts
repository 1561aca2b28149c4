import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE, SECOND } from '#core/time'
import { enterPin, giveCode, PHONE, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { forgot, giveSmsCode } from '#support/resetting'
import { type World, world } from '#support/world'

const FLOOD = 300
const MOST_STEPS = 210

const trailOf = async (w: World, kind: 'LOGIN' | 'RESET', id: string): Promise<number> =>
  ((await w.db.get('logins', { pk: `${kind}#${id.slice(0, 22)}` })) as unknown as { trail: unknown[] }).trail.length

test('a flood of codes after their time does not make a login longer and longer', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  w.passes(5 * MINUTE + SECOND)
  for (let i = 0; i < FLOOD; i++) await giveCode(w, loginId, '482913')
  assert.ok((await trailOf(w, 'LOGIN', loginId)) <= MOST_STEPS)
})

test('a flood of codes after their time does not make a reset longer and longer', async () => {
  const w = world()
  await withAnna(w)
  const { resetId } = (await forgot(w)).body
  w.passes(5 * MINUTE + SECOND)
  for (let i = 0; i < FLOOD; i++) await giveSmsCode(w, resetId, '482913')
  assert.ok((await trailOf(w, 'RESET', resetId)) <= MOST_STEPS)
})

test('leaving a login again and again is written down once', async () => {
  const w = world()
  await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  const { loginId } = (await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body
  for (let i = 0; i < 20; i++) assert.equal((await knock(w, `DELETE /login/${loginId}`)).status, 204)
  assert.ok((await trailOf(w, 'LOGIN', loginId)) <= 3)
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
})

test('somebody else on the same network, who typed the same number, cannot end the reset that its owner began', async () => {
  const w = world()
  await withAnna(w)
  const { resetId } = (await forgot(w)).body
  const theirs = (await forgot(w)).body.resetId
  assert.notEqual(theirs, resetId)
  assert.equal((await knock(w, `DELETE /pin-reset/${theirs}`)).status, 204)
  assert.equal((await knock(w, `GET /pin-reset/${theirs}`)).body.code, 'reset_closed')
  assert.equal((await knock(w, `GET /pin-reset/${resetId}`)).body.next, 'sms_code')
})

test('as many starts as a stage may count fit the write that shifts them', async () => {
  const w = world({ limits: { startsPerNumber: [{ most: 100, withinMs: 15 * MINUTE }] } })
  await withAnna(w)
  assert.equal((await start(w)).status, 200)
  assert.equal((await forgot(w)).status, 200)
})
