import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '#core/time'
import { otherThan, PHONE, signIn, withAnna } from '#support/anna'
import { knock } from '#support/door'
import {
  choosePin,
  emailCode,
  forgot,
  giveEmailCode,
  giveSmsCode,
  later,
  leaveReset,
  NEW_PIN,
  readReset,
  resendCode,
  resetAt,
  smsCode,
  whileHashing,
} from '#support/resetting'
import { type World, world } from '#support/world'

/** One reset that two callers of one network came to, each with a handle of their own. */
const joined = async (w: World): Promise<readonly [string, string]> => {
  await withAnna(w)
  const mine: string = (await forgot(w)).body.resetId
  const theirs: string = (await forgot(w)).body.resetId
  assert.equal(mine.slice(0, 22), theirs.slice(0, 22))
  assert.notEqual(mine, theirs)
  return [mine, theirs]
}

test('whoever gave the first right code goes on alone: another handle of the same reset opens, sends and ends nothing', async () => {
  const w = world()
  const [mine, theirs] = await joined(w)
  assert.equal((await giveSmsCode(w, mine, smsCode(w))).status, 200)
  const closed = async (what: string, answer: Promise<{ readonly body: { readonly code?: unknown } }>) =>
    assert.equal((await answer).body.code, 'reset_closed', what)
  await closed('the e-mail’s code', giveEmailCode(w, theirs, emailCode(w)))
  await closed('the page', readReset(w, theirs))
  await later(w, 31)
  const mails = w.mail.length
  await closed('another e-mail', resendCode(w, theirs))
  assert.equal(w.mail.length, mails)
  await leaveReset(w, theirs)
  assert.equal((await giveEmailCode(w, mine, emailCode(w))).body.next, 'new_pin')
  await closed('the new PIN', choosePin(w, theirs))
  await leaveReset(w, theirs)
  assert.equal((await choosePin(w, mine)).body.next, 'sign_in')
})

test('the commit asks by itself who passed, in which step and in time, whoever comes to it', async () => {
  const w = world()
  const [mine, theirs] = await joined(w)
  await giveSmsCode(w, mine, smsCode(w))
  await giveEmailCode(w, mine, emailCode(w))
  const reset = await w.ports.resetWaits.find(mine.slice(0, 22))
  const before = await w.ports.people.read(reset?.personId ?? '')
  assert.ok(reset && before)
  const after = { ...before, pinEpoch: before.pinEpoch + 1, epoch: before.epoch + 1 }
  const [handle = '', other = ''] = [reset.passedBy, Object.keys(reset.handles).find((it) => it !== reset.passedBy)]
  const finish = (by: string, step: 'new_pin' | 'new_password' = 'new_pin') =>
    w.ports.resetFinish.finish(
      { login: reset.resetId, handle: by, binding: 'app', purpose: 'pin' },
      step,
      before,
      after,
    )
  assert.equal(await finish(other), false, theirs)
  assert.equal(await finish(handle, 'new_password'), false)
  w.passes(10 * MINUTE)
  assert.equal(await finish(handle), false, 'ten minutes are over')
  w.passes(-1)
  assert.equal(await finish(handle), true)
})

test('a new PIN that was still being hashed when its time ended changes nothing', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  whileHashing(w, () => w.passes(11 * MINUTE))
  assert.equal((await choosePin(w, id)).body.code, 'reset_closed')
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

for (const step of ['sms_code', 'email_code'] as const) {
  test(`a right code that another send overtook is an earlier one, costs no try, and the reset goes on: ${step}`, async () => {
    const w = world()
    await withAnna(w)
    const id = await resetAt(w, step)
    const give = step === 'sms_code' ? giveSmsCode : giveEmailCode
    const newest = () => (step === 'sms_code' ? smsCode(w) : emailCode(w))
    const first = newest()
    await later(w, 31)
    const { pass } = w.ports.resets
    // Between the comparison and its commit a further code is asked for.
    Reflect.set(w.ports.resets, 'pass', async (...args: Parameters<typeof pass>) => {
      Reflect.set(w.ports.resets, 'pass', pass)
      assert.equal((await resendCode(w, id)).status, 200)
      return pass(...args)
    })
    const overtaken = await give(w, id, first)
    assert.equal(overtaken.body.code, 'earlier_code', JSON.stringify(overtaken.body))
    assert.ok(overtaken.body.newestSentAt)
    const standing = (await readReset(w, id)).body
    assert.deepEqual([standing.next, standing.code.attemptsLeft], [step, 5])
    if (newest() !== first) assert.equal((await give(w, id, newest())).status, 200)
  })
}

for (const step of ['sms_code', 'email_code'] as const) {
  test(`once its five tries are used up, a reset sends no further code: ${step}`, async () => {
    const w = world()
    await withAnna(w)
    const id = await resetAt(w, step)
    const [give, right] = step === 'sms_code' ? [giveSmsCode, smsCode(w)] : [giveEmailCode, emailCode(w)]
    for (let by = 1; by <= 5; by++) await give(w, id, otherThan(right, by))
    await later(w, 31)
    const sent = w.sms.length + w.mail.length
    const stored = await w.ports.resetWaits.find(id.slice(0, 22))
    assert.ok(stored)
    const handle = Object.keys(stored.handles)[0] ?? ''
    // Also where it could not be closed after the last wrong one.
    const key = { pk: `RESET#${stored.resetId}` }
    await w.db.update('logins', key, {
      update: 'SET step = :step REMOVE #end',
      names: { '#end': 'end' },
      values: { ':step': step },
    })
    assert.equal((await resendCode(w, id)).body.code, 'reset_closed', handle)
    assert.equal(w.sms.length + w.mail.length, sent)
  })
}

test('the new PIN signs in, and nothing but the new PIN', async () => {
  const w = world()
  const [mine] = await joined(w)
  await giveSmsCode(w, mine, smsCode(w))
  await giveEmailCode(w, mine, emailCode(w))
  assert.equal((await choosePin(w, mine)).body.next, 'sign_in')
  await later(w, 20 * 60)
  assert.equal((await signIn(w)).body.code, 'wrong_pin')
  await later(w, 20 * 60)
  const begun = await knock(w, 'POST /login/phone', { body: { phone: PHONE } })
  await knock(w, `POST /login/${begun.body.loginId}/code`, { body: { code: smsCode(w) } })
  assert.equal((await knock(w, `POST /login/${begun.body.loginId}/pin`, { body: { pin: NEW_PIN } })).status, 200)
})
