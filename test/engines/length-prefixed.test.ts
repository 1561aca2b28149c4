import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lengthPrefixed } from '#adapters/length-prefixed'

const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), fc.uint8Array({ maxLength: 300 }))

test('each part is led by its length in four bytes, text in UTF-8 and bytes as they are', () => {
  assert.equal(lengthPrefixed('ab', 'é', new Uint8Array([255])).toString('hex'), '00000002616200000002c3a900000001ff')
  assert.equal(lengthPrefixed('x'.repeat(66_000)).toString('hex', 0, 5), '000101d078')
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const joined = lengthPrefixed(...parts)
      let at = 0
      for (const each of parts) {
        const bytes = Buffer.from(each)
        assert.equal(joined.readUInt32BE(at), bytes.length)
        assert.deepEqual(joined.subarray(at + 4, at + 4 + bytes.length), bytes)
        at += 4 + bytes.length
      }
      assert.equal(joined.length, at)
    }),
  )
})
