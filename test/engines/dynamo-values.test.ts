import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import fc from 'fast-check'
import { readItem, writeItem } from '#adapters/dynamo-values'

// Amazon's library takes an object with such a field for an instance of a class.
const NOT_THEIRS = ['__proto__', 'constructor']
const name = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom('toString', 'ttl'))
  .filter((each) => !NOT_THEIRS.includes(each))
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(name, tie('value'), { noNullPrototype: true }),
  ),
}))
const item = fc.dictionary(name, value, { noNullPrototype: true })

test('what is stored is what Amazon’s own library would store, and comes back as it went', () => {
  fc.assert(
    fc.property(item, (fields) => {
      const stored = writeItem(fields)
      assert.deepEqual(stored, marshall(fields, { removeUndefinedValues: true }))
      assert.deepEqual(readItem(stored), unmarshall(stored))
    }),
    { numRuns: 500 },
  )
})

test('what could not come back as it went is refused', () => {
  for (const wrong of [2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('a'), () => 1])
    assert.throws(() => writeItem({ wrong }), TypeError)
  assert.throws(() => writeItem(JSON.parse('{"__proto__":1}')), TypeError)
  assert.throws(() => readItem({ n: { N: '9007199254740993' } }), TypeError)
  assert.throws(() => readItem({ b: { B: new Uint8Array(1) } }), TypeError)
})
