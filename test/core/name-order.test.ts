import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameOrder } from '#core/name-order'

const byOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(nameOrder(a)), Buffer.from(nameOrder(b)))

test('names stand as a reader of several languages looks for them, whatever their case and accents', () => {
  const names = [
    'Åke Öberg',
    'anna Berg',
    'Anna-Maria Aho',
    'ANNA Zander',
    'Ärla',
    'Bengt',
    'Łukasz',
    'Lund',
    'Øystein',
    'Oskar',
    'Zoë',
    'zoe a',
  ]
  assert.deepEqual([...names].reverse().sort(byOrder), [
    ...['Åke Öberg', 'anna Berg', 'Anna-Maria Aho', 'ANNA Zander', 'Ärla', 'Bengt'],
    ...['Łukasz', 'Lund', 'Oskar', 'Øystein', 'Zoë', 'zoe a'],
  ])
})

test('what is typed to find a name is folded as the name is', () => {
  for (const [typed, name] of [
    ['zoe', 'Zoë'],
    ['ANNE MARIE', 'Anne-Marie'],
    ['obrien', 'Sinead O’Brien'],
    ['strasse', 'Straße'],
    ['ærø', 'AERO'],
    ['  eva   berg ', 'Eva Berg'],
    ['ﬁ', 'Fi'],
  ] as const)
    assert.ok(nameOrder(name).includes(nameOrder(typed)), `${typed} in ${name}`)
})

test('whatever somebody is called has a place that a key of an index can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (name) => {
      const place = nameOrder(name)
      assert.ok(place.length > 0)
      assert.ok(Buffer.byteLength(place) <= 1_000)
    }),
  )
  assert.equal(nameOrder('🙂'), '🙂')
  assert.ok(Buffer.byteLength(nameOrder('\u{fdfa}'.repeat(100))) <= 1_000)
})
