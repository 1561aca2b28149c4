import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVERY_KIND, engineWith, KEY, plain, refuses } from './tables-facts.ts'

const N = (number: string) => ({ N: number })
const S = (text: string) => ({ S: text })
const L = (...list: unknown[]) => ({ L: list })

const update = (expression: string, value?: unknown, returns = 'ALL_NEW') =>
  engineWith([EVERY_KIND]).call('UpdateItem', {
    TableName: 'people',
    Key: KEY,
    UpdateExpression: expression,
    ReturnValues: returns,
    ...(value ? { ExpressionAttributeValues: { ':v': value } } : {}),
  })

type Fact = readonly [expression: string, value: unknown, changed: Record<string, unknown>]

describe('An update leaves exactly what it says', () => {
  const facts: readonly Fact[] = [
    ['SET a = a + :v', N('1'), { a: N('6') }],
    ['SET a = (a + :v)', N('1'), { a: N('6') }],
    ['SET a=a-:v, n = a', N('7'), { a: N('-2'), n: N('5') }],
    ['SET a = if_not_exists(n, :v) + :v', N('1'), { a: N('2') }],
    ['SET n = if_not_exists(n, if_not_exists(a, :v))', N('1'), { n: N('5') }],
    ['SET c = list_append(c, :v)', L(S('x')), { c: L(N('1'), N('2'), N('3'), S('x')) }],
    ['SET c = list_append(:v, c)', L(S('x')), { c: L(S('x'), N('1'), N('2'), N('3')) }],
    ['SET c[1] = :v, c[9] = :v, c[5] = a', S('x'), { c: L(N('1'), S('x'), N('3'), N('5'), S('x')) }],
    ['SET c[1] = :v REMOVE c[0]', S('x'), { c: L(S('x'), N('3')) }],
    ['REMOVE c[9], c[0] SET c[5] = :v', S('x'), { c: L(N('2'), N('3'), S('x')) }],
    ['SET d.z = :v, d.x = d.x + :v', N('1'), { d: { M: { x: N('2'), y: S('q'), z: N('1') } } }],
    ['REMOVE d.x, d.q', undefined, { d: { M: { y: S('q') } } }],
    ['REMOVE a, n', undefined, { a: undefined }],
    ['ADD a :v, n :v, d.x :v', N('1'), { a: N('6'), n: N('1'), d: { M: { x: N('2'), y: S('q') } } }],
    ['ADD e :v', { SS: ['z', 'x'] }, { e: { SS: ['x', 'y', 'z'] } }],
    ['DELETE e :v', { SS: ['x', 'q'] }, { e: { SS: ['y'] } }],
    ['DELETE e :v, n :v', { SS: ['x', 'y'] }, { e: undefined }],
    ['set a = :v remove b', N('1'), { a: N('1'), b: undefined }],
  ]
  for (const [expression, value, changed] of facts)
    it(expression, () =>
      assert.deepEqual(plain(update(expression, value).Attributes), plain({ ...EVERY_KIND, ...changed })),
    )
})

describe('An update that cannot be meant, or cannot be done, changes nothing', () => {
  const facts: readonly (readonly [expression: string, value?: unknown])[] = [
    ['SET a = n'],
    ['SET a = if_not_exists(n, m)'],
    ['SET a = if_not_exists(a, m)'],
    ['SET a = if_not_exists(a, a)'],
    ['SET c = list_append(c, list_append(c, c))'],
    ['SET a = if_not_exists(:v, :v)', N('1')],
    ['SET a = a + :v + :v', N('1')],
    ['SET a = b + :v', N('1')],
    ['SET a = a + :v', S('x')],
    ['SET c = list_append(c, a)'],
    ['SET c = list_append(c, :v)', N('1')],
    ['SET n.q = :v', N('1')],
    ['SET a.q = :v', N('1')],
    ['SET d[0] = :v', N('1')],
    ['SET c.x = :v', N('1')],
    ['REMOVE n.q'],
    ['SET a = :v, a = :v', N('1')],
    ['SET d = :v, d.x = :v', N('1')],
    ['SET d.x = :v, d[0] = :v', N('1')],
    ['SET d.x = :v REMOVE d.x', N('1')],
    ['SET a = :v SET b = :v', N('1')],
    ['ADD b :v', N('1')],
    ['ADD e :v', S('z')],
    ['ADD e :v', { NS: ['1'] }],
    ['ADD a a'],
    ['DELETE a :v', { SS: ['x'] }],
    ['DELETE a :v', N('1')],
    ['SET pk = :v', S('x')],
    ['SET sk.x = :v', S('x')],
    ['REMOVE sk'],
    ['SET gpk = :v', N('1')],
    ['SET gpk = :v', S('')],
    ['SET gsk = :v', S('x')],
    ['SET a = size(b)'],
    ['SET a = :v,', N('1')],
    ['SET'],
    [''],
  ]
  for (const [expression, value] of facts)
    it(`${expression} ${JSON.stringify(value ?? '')}`, () => {
      refuses(() => update(expression, value), 'ValidationException')
    })
})

describe('An update hands back what it was asked for', () => {
  const returns = (word: string) => plain(update('SET a = :v REMOVE b', N('1'), word))

  it('all of the old, all of the new, the touched part of either, or nothing', () => {
    assert.deepEqual(returns('NONE'), {})
    assert.deepEqual(returns('ALL_OLD'), { Attributes: EVERY_KIND })
    assert.deepEqual(returns('UPDATED_OLD'), { Attributes: { a: N('5'), b: S('hello') } })
    assert.deepEqual(returns('UPDATED_NEW'), { Attributes: { a: N('1') } })
    assert.deepEqual(returns('ALL_NEW'), plain({ Attributes: { ...EVERY_KIND, a: N('1'), b: undefined } }))
  })

  it('and makes the item when there was none', () => {
    const engine = engineWith()
    const made = engine.call('UpdateItem', { TableName: 'people', Key: KEY, ReturnValues: 'ALL_NEW' })
    assert.deepEqual(plain(made), { Attributes: KEY })
  })
})

describe('A number keeps every digit it was given', () => {
  const stored = (number: string) => plain(update('SET a = :v', N(number), 'UPDATED_NEW').Attributes)
  const facts: readonly (readonly [string, string])[] = [
    ['1e10', '10000000000'],
    ['-0', '0'],
    ['0.10', '0.1'],
    ['00012', '12'],
    ['+.5', '0.5'],
    ['-1.5e-3', '-0.0015'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['123456789012345678901234567890123456780000', '123456789012345678901234567890123456780000'],
    ['9.9e125', `99${'0'.repeat(124)}`],
  ]
  for (const [given, kept] of facts) it(`${given} is ${kept}`, () => assert.deepEqual(stored(given), { a: N(kept) }))

  for (const wrong of [
    '1e126',
    '1e-131',
    '123456789012345678901234567890123456789',
    '',
    ' 1',
    '1e',
    'NaN',
    '0x1',
    '--1',
  ])
    it(`${JSON.stringify(wrong)} is refused`, () => refuses(() => stored(wrong), 'ValidationException'))

  it('through sums that binary fractions would spoil', () => {
    const engine = engineWith([{ ...KEY, a: N('0.1'), n: N('99999999999999999999999999999999999998') }])
    const answer = engine.call('UpdateItem', {
      TableName: 'people',
      Key: KEY,
      UpdateExpression: 'SET a = a + :v ADD n :one',
      ExpressionAttributeValues: { ':v': N('0.2'), ':one': N('1') },
      ReturnValues: 'UPDATED_NEW',
    })
    assert.deepEqual(plain(answer.Attributes), { a: N('0.3'), n: N('99999999999999999999999999999999999999') })
  })
})
