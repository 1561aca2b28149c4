import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { World } from '#support/world'
import type { Answer } from './every-order.ts'
import type { Once } from './right-calls.ts'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { knock } = await import('#support/door')
const { everyOrder } = await import('./every-order.ts')
const { alone, CALLS, LONG } = await import('./right-calls.ts')

for (const [what, begin] of Object.entries(CALLS)) {
  const skip = LONG.has(what) && process.env.CI === undefined
  test(`two at once, in every order, with a crash or a lost answer at every request, do once what one does: ${what}`, {
    skip,
  }, async () => {
    const { w, route, body, token }: Once = await begin()
    w.provider.hold = true
    const call = { body, ...(token === undefined ? {} : { token }) }
    let [once, never] = [0, 0]
    const acts = (real: World) => Array(2).fill(() => knock(alone(real), route, call))
    const check = async (answers: readonly (Answer | 'crashed' | undefined)[]) => {
      const passed = answers.filter((answer) => answer !== 'crashed' && answer?.status === 200).length
      assert.ok(passed <= 1, JSON.stringify(answers))
      if (passed === 1) once++
      else never++
      if (passed === 1) assert.notEqual((await knock(w, route, call)).status, 200, 'nor does a third one')
    }
    const played = await everyOrder(w, acts, check, ['crash', 'unanswered'])
    assert.ok(once > never, `${once} times in ${played} orders`)
  })
}
