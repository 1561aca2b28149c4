import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withAnna } from '#support/anna'
import { knock } from '#support/door'
import { choosePin, emailCode, resetAt, runOf, settle } from '#support/resetting'
import { world } from '#support/world'

test('who types the new PIN before the workflow began to wait for it is told at once all the same', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'email_code')
  const { resetWaits, pinSeal } = w.ports
  const { promise: sealing, resolve: seal } = Promise.withResolvers<void>()
  const { promise: listening, resolve: listened } = Promise.withResolvers<void>()
  // The workflow comes late: it says how to reach it just after the reset was read and just before the new PIN is written.
  Object.assign(w.ports, {
    resetWaits: {
      ...resetWaits,
      listen: async (...asked: Parameters<typeof resetWaits.listen>) => {
        if (asked[1] === 'new_pin') await sealing
        const heard = await resetWaits.listen(...asked)
        if (asked[1] === 'new_pin') listened()
        return heard
      },
    },
    pinSeal: {
      ...pinSeal,
      make: async (...asked: Parameters<typeof pinSeal.make>) => {
        seal()
        await listening
        return pinSeal.make(...asked)
      },
    },
  })
  const texts = w.sms.length
  const mailed = await knock(w, `POST /pin-reset/${id}/email-code`, { body: { code: emailCode(w) } })
  assert.equal(mailed.status, 200)
  assert.equal((await choosePin(w, id)).status, 200)
  await settle(w)
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])
  assert.equal(w.sms.length, texts + 1)
})
