import assert from 'node:assert/strict'
import { test } from 'node:test'

process.env.POWERTOOLS_LOG_LEVEL = 'SILENT'
const { enterPin, giveCode, otherThan, PHONE, PIN, start, withAnna } = await import('#support/anna')
const { newestCode, world } = await import('#support/world')
const { everyOrder } = await import('./every-order.ts')
type World = ReturnType<typeof world>

const WRONG = otherThan(PIN)

const atPin = async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  return { w, personId, loginId }
}

const triesOf = async (w: World, personId: string) => {
  const person = await w.ports.people.read(personId)
  return [person?.pinFailures, person?.pinTriedAt, person?.pinFullAt]
}

test('in every order of a right and a wrong PIN, with and without a crash, who comes once the session stands counts against nobody', async () => {
  const { w, personId, loginId } = await atPin()
  let finished = 0
  const acts = (real: World) => [() => enterPin(real, loginId), () => enterPin(real, loginId, WRONG)]
  const played = await everyOrder(
    w,
    acts,
    async () => {
      if ((await w.ports.sessions.sessionsOf(personId)).length === 0) return
      finished++
      const before = await triesOf(w, personId)
      assert.equal((await enterPin(w, loginId, WRONG)).body.code, 'login_closed')
      assert.deepEqual(await triesOf(w, personId), before)
    },
    4,
  )
  assert.ok(played > 100 && finished > 50, `${finished} of ${played} orders`)
})
