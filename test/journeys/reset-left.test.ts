import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { MAIL, settle } from '#support/resetting'
import { world } from '#support/world'

const beginnings = [
  { route: '/pin-reset', somebody: { phone: PHONE }, nobody: { phone: '+447700900999' } },
  { route: '/password-reset', somebody: { email: MAIL }, nobody: { email: 'nobody@example.com' } },
] as const

for (const { route, somebody, nobody } of beginnings) {
  for (const [who, body] of [
    ['somebody', somebody],
    ['nobody', nobody],
  ] as const) {
    test(`whoever leaves ${route} for ${who} before the first code and begins again is shown the wait that runs, and sends nothing`, async () => {
      const w = world()
      await withAnna(w)
      const begin = async () => {
        const begun = await knock(w, `POST ${route}`, { body })
        await settle(w)
        return begun
      }
      const sent = () => w.sms.length + w.mail.length
      const { resetId } = (await begin()).body
      const before = sent()
      w.passes(10_000)
      for (const _ of [1, 2]) assert.equal((await knock(w, `DELETE ${route}/${resetId}`)).status, 204)
      assert.equal((await knock(w, `GET ${route}/${resetId}`)).body.code, 'reset_closed')
      const again = await begin()
      assert.deepEqual([again.status, again.body.code.resendAfterSeconds, sent()], [200, 20, before])
      assert.notEqual(again.body.resetId, resetId)
      await knock(w, `DELETE ${route}/${again.body.resetId}`)
      w.passes(20_000)
      assert.equal((await begin()).body.code.resendAfterSeconds, 30)
      assert.equal(sent(), who === 'nobody' ? 0 : before + 1)
    })
  }
}
