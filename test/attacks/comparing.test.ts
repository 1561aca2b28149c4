import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { mock, test } from 'node:test'
import { codes } from '#adapters/codes'
import { judgeCode } from '#core/code-verdict'
import { chance } from '#runtime/basics'
import { sameText } from '#runtime/token-text'

test('codes and tokens are compared in constant time, every code of a login each time', async () => {
  const compare = mock.method(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  try {
    const pepper = { current: 'a pepper that is at least thirty-two letters long' }
    const derive = codes(pepper, chance, async () => pepper)
    const wait = { about: 'login', purpose: 'sign_in', seed: derive.newSeed(), channel: 'sms' } as const
    const all = await derive.of(wait, 4)
    const limits = { smsCodeLifeMs: 1_000, emailCodeLifeMs: 1_000 }
    for (const typed of [all[0] ?? '', all[3] ?? '', 'wrong']) {
      compare.mock.resetCalls()
      judgeCode({ sends: 4, sentAt: 0, channel: 'sms' }, typed, all, 10, limits, derive.same)
      assert.equal(compare.mock.callCount(), 4, 'neither the first right one nor the first wrong one ends it')
      for (const { arguments: given } of compare.mock.calls) {
        assert.deepEqual(
          given.map((bytes) => bytes.byteLength),
          [32, 32],
        )
      }
    }
    compare.mock.resetCalls()
    assert.equal(sameText('a', 'a longer one'), false)
    assert.equal(sameText('a', 'b'), false)
    assert.equal(compare.mock.callCount(), 2)
  } finally {
    compare.mock.restore()
    syncBuiltinESMExports()
  }
})
