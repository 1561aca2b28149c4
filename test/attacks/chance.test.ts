import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chance } from '#runtime/basics'

const WINDOW_BYTES = 8

test('no chance is given twice, and none is a part of another', () => {
  const given = Array.from({ length: 3_000 }, (_, i) => (i % 3 === 2 ? chance.secret() : chance.id()))
  const bytes = given.map((text) => Buffer.from(text, 'base64url'))
  assert.deepEqual(new Set(given.map((text) => text.length)), new Set([22, 43]))
  assert.deepEqual(new Set(bytes.map((each) => each.length)), new Set([16, 32]))
  const windows = bytes.flatMap((each) =>
    Array.from({ length: each.length - WINDOW_BYTES + 1 }, (_, at) => each.toString('hex', at, at + WINDOW_BYTES)),
  )
  assert.equal(new Set(windows).size, windows.length)
})
