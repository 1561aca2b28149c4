import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '#core/time'
import { withAdmin } from '#support/admin'
import { otherThan, PIN, signIn, withAnna } from '#support/anna'
import { newestMailCode } from '#support/ben'
import { type Answer, knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const numberOf = (i: number) => `+447700900${300 + i}`
const addressOf = (i: number) => `thief${i}@example.com`

/** Somebody signed in who begins as many changes as they like: what is counted here is their guesses. */
const thief = async (w: World, doors: { readonly phone: boolean; readonly email: boolean }) => {
  let begun = 0
  const { accessToken: token } = (await signIn(w)).body
  const begin = async () => {
    const i = begun++
    const byPhone = doors.phone && !(doors.email && i % 2 === 1)
    const to = byPhone ? numberOf(i) : addressOf(i)
    const body = byPhone ? { phone: to, currentPin: PIN } : { email: to, currentPin: PIN }
    const door = byPhone ? 'POST /me/phone' : 'POST /me/email'
    const answer = await knock(w, door, { body, token })
    const code = () => (byPhone ? newestCode(w, to) : newestMailCode(w, to))
    const give = (typed: string) => knock(w, `${door}/${answer.body.changeId}/code`, { body: { code: typed }, token })
    return { answer, code, give }
  }
  return { token, begin }
}

const many = { changesPerPerson: { most: 99, refillMs: HOUR } }
const wrong = (answers: readonly Answer[]) => answers.filter(({ body }) => body?.code === 'wrong_code').length

for (const doors of [
  { phone: true, email: false },
  { phone: false, email: true },
  { phone: true, email: true },
]) {
  const which = Object.keys(doors).filter((door) => doors[door as keyof typeof doors])
  test(`whoever begins one change after the other (${which.join(' and ')}) guesses fifteen codes, then none until five days later`, async () => {
    const w = world({ limits: many })
    await withAnna(w)
    const { begin } = await thief(w, doors)
    const answers: Answer[] = []
    for (let i = 0; i < 3; i++) {
      const { code, give } = await begin()
      for (let j = 0; j < 5; j++) answers.push(await give(otherThan(code(), j + 1)))
    }
    assert.equal(wrong(answers), 15)
    const sent = w.sms.length + w.mail.length
    const { answer } = await begin()
    assert.deepEqual(
      [answer.status, answer.body.code, answer.body.retryAfterSeconds],
      [429, 'too_many_requests', 432_000],
    )
    assert.equal(w.sms.length + w.mail.length, sent, 'nothing is sent that nobody could use')
    w.passes(5 * DAY)
    const later = await (await thief(w, doors)).begin()
    assert.equal((await later.give(otherThan(later.code()))).body.code, 'wrong_code')
    assert.equal((await later.give(later.code())).body.code, 'too_many_requests', 'and the right one comes too late')
  })
}

test('changes that were begun before the bucket was empty compare no more than it holds, all at once', async () => {
  const w = world({ limits: { ...many, changeCodeBucket: { most: 7, refillMs: DAY } } })
  await withAnna(w)
  const { begin } = await thief(w, { phone: true, email: true })
  const changes = [await begin(), await begin(), await begin(), await begin()]
  const guesses = changes.flatMap(({ code, give }) => [1, 2, 3, 4, 5].map((i) => give(otherThan(code(), i))))
  const answers = await Promise.all(guesses)
  assert.equal(wrong(answers), 7)
  const right = await Promise.all(changes.map(({ code, give }) => give(code())))
  assert.ok(right.every(({ status }) => status >= 400))
})

test('a right code and an earlier one give back their own charge and no other', async () => {
  const w = world({ limits: many })
  const { personId } = await withAnna(w)
  const room = async () => ((await w.ports.people.read(personId))?.changeFullAt ?? 0) - w.now()
  const { begin, token } = await thief(w, { phone: true, email: false })
  const { answer, code, give } = await begin()
  await give(otherThan(code(), 1))
  assert.equal(await room(), 5 * DAY)
  const earlier = code()
  w.passes(30_000)
  await knock(w, `POST /me/phone/${answer.body.changeId}/code/resend`, { body: {}, token })
  assert.equal((await give(earlier)).body.code, 'earlier_code')
  assert.equal(await room(), 5 * DAY - 30_000)
  assert.equal((await give(code())).status, 200)
  assert.equal(await room(), 5 * DAY - 30_000)
})

test('an outage before the comparison costs neither the change nor the person a try', async () => {
  const w = world({ limits: many })
  const { personId } = await withAnna(w)
  const { code, give } = await (await thief(w, { phone: true, email: false })).begin()
  const { of } = w.ports.codes
  Reflect.set(w.ports.codes, 'of', async () => Promise.reject(new Error('the pepper cannot be read')))
  for (let i = 0; i < 8; i++) assert.equal((await give(code())).body.code, 'unavailable')
  Reflect.set(w.ports.codes, 'of', of)
  assert.ok(((await w.ports.people.read(personId))?.changeFullAt ?? 0) <= w.now())
  assert.equal((await give(code())).status, 200)
})

test('an admin who unlocks the person lets them prove a number again', async () => {
  const w = world({ limits: { ...many, changeCodeBucket: { most: 1, refillMs: DAY } } })
  const { organisationId, personId } = await withAnna(w)
  const first = await (await thief(w, { phone: true, email: false })).begin()
  await first.give(otherThan(first.code()))
  assert.equal((await first.give(first.code())).body.code, 'too_many_requests')
  const admin = await withAdmin(w, organisationId)
  assert.equal((await admin.ask(`POST /organisation/people/${personId}/unlock`)).status, 204)
  assert.equal((await first.give(first.code())).status, 200)
})
