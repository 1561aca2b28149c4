import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE, SECOND } from '#core/time'
import { withAdmin } from '#support/admin'
import { otherThan, signIn, withAnna } from '#support/anna'
import { type Answer, knock } from '#support/door'
import { emailCode, forgot as forgotPin, giveSmsCode, MAIL, settle, smsCode } from '#support/resetting'
import { type World, world } from '#support/world'

// What is counted here is guesses: begin as many resets as you like.
const many = { startsPerNumber: [{ most: 99, withinMs: 30 * DAY }] }

const give = async (w: World, id: string, which: 'email-code' | 'sms-code', code: string): Promise<Answer> => {
  const answer = await knock(w, `POST /password-reset/${id}/${which}`, { body: { code } })
  await settle(w)
  return answer
}

/** Begins a forgotten password as somebody who reads the mail. Answers what the mail's code opened. */
const reading = async (w: World, after = 10 * MINUTE) => {
  w.passes(after)
  const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: MAIL } })).body
  await settle(w)
  const mailed = await give(w, resetId, 'email-code', emailCode(w))
  return { resetId: String(resetId), mailed }
}
const guessing = async (w: World, resetId: string, tries: number): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  for (let i = 1; i <= tries; i++) answers.push(await give(w, resetId, 'sms-code', otherThan(smsCode(w), i)))
  return answers
}
const wrong = (answers: readonly Answer[]) => answers.filter(({ body }) => body?.code === 'wrong_code').length
const fullAt = async (w: World, personId: string) => (await w.ports.people.read(personId))?.resetFullAt ?? 0

test('whoever reads somebody’s mail guesses fifteen codes of a text message, then none until days later, and sends none', async () => {
  const w = world({ limits: many })
  await withAnna(w)
  let guessed = 0
  for (let i = 0; i < 3; i++) guessed += wrong(await guessing(w, (await reading(w)).resetId, 5))
  assert.equal(guessed, 15)
  const sent = w.sms.length
  const { resetId, mailed } = await reading(w)
  assert.deepEqual([mailed.status, mailed.body.code], [429, 'too_many_requests'])
  const wait = 5 * DAY - 30 * MINUTE
  assert.equal(mailed.body.retryAfterSeconds, wait / SECOND)
  assert.equal(mailed.headers['Retry-After'], String(wait / SECOND))
  assert.equal(w.sms.length, sent, 'nothing is sent that nobody could use')
  assert.equal((await give(w, resetId, 'sms-code', '000000')).body.code, 'reset_closed')
  assert.equal((await signIn(w)).status, 200, 'signing in is not touched')
  w.passes(wait)
  const later = await reading(w)
  assert.equal(wrong(await guessing(w, later.resetId, 1)), 1)
  assert.equal((await give(w, later.resetId, 'sms-code', smsCode(w))).body.code, 'too_many_requests', 'right, too late')
})

test('resets that passed the mailbox before the bucket was empty compare no more than it holds, all at once', async () => {
  const w = world({ limits: { ...many, resetCodeBucket: { most: 7, refillMs: DAY } } })
  const { personId } = await withAnna(w)
  const begun: { readonly resetId: string; readonly code: string }[] = []
  for (let i = 0; i < 3; i++) begun.push({ resetId: (await reading(w, MINUTE)).resetId, code: smsCode(w) })
  const guesses = begun.flatMap(({ resetId, code }) =>
    [1, 2, 3, 4, 5].map((i) => give(w, resetId, 'sms-code', otherThan(code, i))),
  )
  const answers = await Promise.all(guesses)
  assert.equal(wrong(answers), 7)
  assert.equal((await fullAt(w, personId)) - w.now(), 7 * DAY)
})

test('whoever cannot read the mail uses none of it up, whatever they type in a reset of either kind', async () => {
  const w = world({ limits: many })
  const { personId } = await withAnna(w)
  for (let i = 0; i < 4; i++) {
    w.passes(10 * MINUTE)
    const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: MAIL } })).body
    await settle(w)
    for (let j = 1; j <= 5; j++) await give(w, resetId, 'email-code', otherThan(emailCode(w), j))
    const pin = (await forgotPin(w)).body.resetId
    for (let j = 1; j <= 5; j++) await giveSmsCode(w, pin, otherThan(smsCode(w), j))
  }
  assert.equal(await fullAt(w, personId), 0)
  const { resetId, mailed } = await reading(w)
  assert.equal(mailed.body.next, 'sms_code')
  assert.equal((await give(w, resetId, 'sms-code', smsCode(w))).body.next, 'new_password')
})

test('a right code and an earlier one give back their own charge and no other, and an admin who unlocks all of them', async () => {
  const w = world({ limits: many })
  const { organisationId, personId } = await withAnna(w)
  const { resetId } = await reading(w)
  const earlier = smsCode(w)
  await guessing(w, resetId, 2)
  const charged = await fullAt(w, personId)
  w.passes(31 * SECOND)
  await knock(w, `POST /password-reset/${resetId}/code/resend`, { body: {} })
  await settle(w)
  assert.equal((await give(w, resetId, 'sms-code', earlier)).body.code, 'earlier_code')
  assert.equal(await fullAt(w, personId), charged)
  assert.equal((await give(w, resetId, 'sms-code', smsCode(w))).body.next, 'new_password')
  assert.equal(await fullAt(w, personId), charged)
  const { ask } = await withAdmin(w, organisationId)
  assert.equal((await ask(`POST /organisation/people/${personId}/unlock`)).status, 204)
  assert.equal(await fullAt(w, personId), 0)
})

test('a try that could not be charged to the person is compared with nothing, and costs nothing', async () => {
  const w = world({ limits: many })
  const { personId } = await withAnna(w)
  const { resetId } = await reading(w)
  const { spendResetTry } = w.ports.people
  w.ports.people.spendResetTry = () => Promise.reject(new Error('throttled'))
  const failed = await give(w, resetId, 'sms-code', smsCode(w))
  assert.notEqual(failed.status, 200)
  w.ports.people.spendResetTry = spendResetTry
  const [first] = await guessing(w, resetId, 1)
  assert.deepEqual([first?.body.code, first?.body.attemptsLeft], ['wrong_code', 4])
  assert.equal((await give(w, resetId, 'sms-code', smsCode(w))).status, 200)
  assert.equal((await fullAt(w, personId)) - w.now(), w.limits.resetCodeBucket.refillMs)
})
