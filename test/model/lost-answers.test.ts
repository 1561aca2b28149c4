import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from './every-order.ts'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { enterPin, giveCode, otherThan, PHONE, start, withAnna } = await import('#support/anna')
const { BENS_PHONE, startByEmail, withBen } = await import('#support/ben')
const { knock } = await import('#support/door')
const { newestCode, world } = await import('#support/world')
const { everyOrder } = await import('./every-order.ts')

type World = ReturnType<typeof world>
type Answers = readonly (Answer | 'crashed' | undefined)[]

const passed = (answers: Answers) => answers.filter((answer) => answer !== 'crashed' && answer?.status === 200)

const byTelephone = async () => {
  const w = world()
  await withAnna(w)
  return { w, loginId: String((await start(w)).body.loginId), phone: PHONE }
}
const byEmail = async () => {
  const w = world()
  await withBen(w)
  return { w, loginId: String((await startByEmail(w)).body.loginId), phone: BENS_PHONE }
}

/** The first code of a telephone's login opens it in the write that charges the try; every other is passed by a write of its own. */
const WAYS = [
  ['a first code by telephone', byTelephone, 1],
  ['a second code by telephone', byTelephone, 2],
  ['a code after a password', byEmail, 1],
] as const

const ready = async (begin: typeof byTelephone, sends: number) => {
  const { w, loginId, phone } = await begin()
  if (sends > 1) {
    w.passes(30_000)
    assert.equal((await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })).status, 200)
  }
  const code = newestCode(w, phone)
  w.provider.hold = true
  return { w, loginId, code }
}

for (const [which, begin, sends] of WAYS) {
  test(`in every order of two right codes, and with any answer of a table lost, one passes: ${which}`, async () => {
    const { w, loginId, code } = await ready(begin, sends)
    const acts = (real: World) => Array(2).fill(() => giveCode(real, loginId, code))
    const check = async (answers: Answers) => assert.equal(passed(answers).length, 1)
    const played = await everyOrder(w, acts, check, ['unanswered'])
    assert.ok(played > 3, `${played} orders`)
  })

  test(`in every order of a right and a wrong code, and with any answer of a table lost, the wrong one passes nothing: ${which}`, async () => {
    const { w, loginId, code } = await ready(begin, sends)
    const acts = (real: World) => [() => giveCode(real, loginId, code), () => giveCode(real, loginId, otherThan(code))]
    const check = async ([right, wrong]: Answers) => {
      assert.ok(right !== 'crashed' && right?.status === 200)
      assert.ok(wrong !== 'crashed' && ['wrong_code', 'login_closed'].includes(String(wrong?.body.code)))
    }
    const played = await everyOrder(w, acts, check, ['unanswered'])
    assert.ok(played > 3, `${played} orders`)
  })

  test(`in every order of a right code and of leaving, and with any answer of a table lost, who left has nothing to go on with: ${which}`, async () => {
    const { w, loginId, code } = await ready(begin, sends)
    const acts = (real: World) => [() => giveCode(real, loginId, code), () => knock(real, `DELETE /login/${loginId}`)]
    const check = async ([, leaving]: Answers) => {
      assert.ok(leaving !== 'crashed' && leaving?.status === 204)
      assert.equal((await knock(w, `GET /login/${loginId}`)).body.code, 'login_closed')
      for (const tried of [await giveCode(w, loginId, code), await enterPin(w, loginId)])
        assert.equal(tried.body.code, 'login_closed')
    }
    const played = await everyOrder(w, acts, check, ['unanswered'])
    assert.ok(played > 3, `${played} orders`)
  })
}
