import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { World } from '#support/world'
import type { Answer } from './every-order.ts'
import type { Once } from './right-calls.ts'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { knock } = await import('#support/door')
const { everyOrder } = await import('./every-order.ts')
const { alone, CALLS } = await import('./right-calls.ts')

const headers = { 'Idempotency-Key': 'one-tap' }
/** After so long a call that never answered is taken for one that crashed. */
const ABANDONED_MS = 31_000

for (const [what, begin] of Object.entries(CALLS)) {
  test(`one tap that arrives twice at once, in every order, with a crash or a lost answer at every request, is answered alike: ${what}`, async () => {
    const { w, route, body, token }: Once = await begin()
    w.provider.hold = true
    const call = { body, headers, ...(token === undefined ? {} : { token }) }
    let [once, never] = [0, 0]
    const acts = (real: World) => Array(2).fill(() => knock(alone(real), route, call))
    const check = async (answers: readonly (Answer | 'crashed' | undefined)[]) => {
      const told = answers.filter((answer) => answer !== 'crashed')
      const passed = told.filter((answer) => answer?.status === 200)
      for (const answer of told)
        if (answer?.status !== 200) assert.equal(answer?.body.code, 'idempotency_conflict', JSON.stringify(answers))
      const [first] = passed
      for (const answer of passed) assert.deepEqual(answer?.body, first?.body)
      const lasts = w.now()
      w.passes(ABANDONED_MS)
      const later = await knock(alone(w), route, call)
      if (first !== undefined) assert.deepEqual(later.body, first.body, 'the same again')
      if (later.status === 200) once++
      else never++
      const unkeyed = await knock(alone(w), route, { ...call, headers: {} })
      assert.notEqual(unkeyed.status, 200, 'and nothing once more')
      w.passes(lasts - w.now())
    }
    const played = await everyOrder(w, acts, check, ['crash', 'unanswered'])
    assert.ok(once > never, `${once} times in ${played} orders`)
  })
}
