import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, SECOND } from '#core/time'
import { withAdmin } from '#support/admin'
import { enterPin, giveCode, otherThan, PHONE, PIN, start, withAnna } from '#support/anna'
import { newestCode, type World, world } from '#support/world'

const WRONG = otherThan(PIN)

const annaAtPin = async (w: World): Promise<string> => {
  const { loginId } = (await start(w)).body
  w.passes(SECOND)
  await giveCode(w, loginId, newestCode(w, PHONE))
  w.passes(SECOND)
  return loginId
}

/** What an admin reads of Anna's newest attempt, from its PINs on. */
const storyOf = async (personId: string, ask: Awaited<ReturnType<typeof withAdmin>>['ask']) => {
  const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
  const words: string[] = attempt.steps.map(({ word }) => word)
  return words.slice(words.indexOf('code_right') + 1)
}

test('the admin reads of a PIN that had to wait that it had to', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const loginId = await annaAtPin(w)
  for (let i = 0; i < 3; i++) {
    assert.equal((await enterPin(w, loginId, WRONG)).body.code, 'wrong_pin')
    w.passes(SECOND)
  }
  assert.equal((await enterPin(w, loginId)).body.code, 'too_many_requests')
  assert.deepEqual(await storyOf(personId, ask), ['wrong_pin', 'wrong_pin', 'wrong_pin', 'pin_wait'])
})

test('the admin reads of a PIN that was switched off that it was', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  for (let failures = 0; failures < w.limits.pinFailuresUntilDisabled; failures++) {
    w.passes(failures % 3 === 0 ? DAY : HOUR)
    assert.equal((await enterPin(w, await annaAtPin(w), WRONG)).body.code, 'wrong_pin')
  }
  w.passes(DAY)
  const { ask } = await withAdmin(w, organisationId)
  assert.equal((await enterPin(w, await annaAtPin(w))).body.code, 'pin_disabled')
  assert.deepEqual(await storyOf(personId, ask), ['pin_disabled'])
})

test('the admin reads nothing of a PIN that was not compared because of our own failure', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const loginId = await annaAtPin(w)
  const { pinCheck } = w.ports
  const failing = { ...pinCheck, verify: () => Promise.reject(new Error('the key cannot be used')) }
  const down = { ...w, ports: { ...w.ports, pinCheck: failing } }
  assert.equal((await enterPin(down, loginId, WRONG)).body.code, 'unavailable')
  assert.deepEqual(await storyOf(personId, ask), [])
  w.passes(SECOND)
  assert.equal((await enterPin(w, loginId)).status, 200)
  assert.deepEqual(await storyOf(personId, ask), ['signed_in'])
})
