import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVERY_KIND, engineWith, faultOf, KEY, plain, refuses } from './tables-facts.ts'

const N = (number: string) => ({ N: number })
const S = (text: string) => ({ S: text })

type Given = readonly [expression: string, values?: Record<string, unknown>, names?: Record<string, string>]

const putIf = ([expression, values, names]: Given) =>
  engineWith([EVERY_KIND]).call('PutItem', {
    TableName: 'people',
    Item: KEY,
    ConditionExpression: expression,
    ...(values ? { ExpressionAttributeValues: values } : {}),
    ...(names ? { ExpressionAttributeNames: names } : {}),
  })

describe('A condition lets a write through when it holds', () => {
  const facts: readonly Given[] = [
    ['a = :v', { ':v': N('5.00') }],
    ['a <> :v', { ':v': S('5') }],
    ['zz <> :v', { ':v': N('5') }],
    ['zz <> zy AND NOT zz = zy'],
    ['a < :v AND a <= :v AND NOT a > :v AND NOT a >= :v', { ':v': N('6') }],
    ['(a) = (:v)', { ':v': N('5') }],
    ['NOT NOT a = :v', { ':v': N('5') }],
    ['a = :v and not b = :v or c = :v', { ':v': N('5') }],
    ['b = :v OR a = :w AND g = :t', { ':v': S('hello'), ':w': N('0'), ':t': { BOOL: false } }],
    ['a BETWEEN :v AND :v', { ':v': N('5') }],
    ['b BETWEEN :low AND :high', { ':low': S('h'), ':high': S('i') }],
    ['a IN (:w, b, :v)', { ':v': N('5'), ':w': N('9') }],
    ['begins_with(b, :v)', { ':v': S('he') }],
    ['begins_with(i, :v)', { ':v': { B: 'aA==' } }],
    ['contains(b, :v)', { ':v': S('ell') }],
    ['contains(c, :v)', { ':v': N('2.0') }],
    ['contains(e, :v)', { ':v': S('x') }],
    ['contains(f, :v)', { ':v': N('1.0') }],
    ['contains(:v, b)', { ':v': S('hellohello') }],
    ['size(b) = :v', { ':v': N('5') }],
    ['size(c) = :v AND size(f) < :v AND size(d) < :v', { ':v': N('3') }],
    ['size(:v) = :w', { ':v': S('é'), ':w': N('1') }],
    ['size(g) <> :v', { ':v': N('1') }],
    ['attribute_type(b, :v)', { ':v': S('S') }],
    ['attribute_exists(d.x) AND attribute_exists(c[0]) AND attribute_not_exists(c[3])'],
    ['attribute_not_exists(d.x.y) AND attribute_not_exists(b.x) AND attribute_not_exists(c.x)'],
    ['e = :v', { ':v': { SS: ['y', 'x'] } }],
    ['f = :v', { ':v': { NS: ['3.0', '1'] } }],
    ['c = :v', { ':v': { L: [N('1'), N('2.0'), N('3')] } }],
    ['d = :v', { ':v': { M: { y: S('q'), x: N('1') } } }],
    ['h = :v', { ':v': { NULL: true } }],
    ['#1 = :1', { ':1': N('5') }, { '#1': 'a' }],
    ['#a.x <> :1', { ':1': N('5') }, { '#a': 'a.b' }],
  ]
  for (const given of facts) it(given[0], () => assert.deepEqual(plain(putIf(given)), {}))
})

describe('A condition stops a write when it does not hold', () => {
  const facts: readonly Given[] = [
    ['a = :v', { ':v': N('6') }],
    ['a = :v', { ':v': S('5') }],
    ['a < :v', { ':v': S('x') }],
    ['zz = zy'],
    ['zz < :v', { ':v': N('5') }],
    ['a BETWEEN zz AND :v', { ':v': N('5') }],
    ['begins_with(a, :v)', { ':v': S('5') }],
    ['contains(e, :v)', { ':v': { SS: ['x'] } }],
    ['contains(b, :v)', { ':v': N('1') }],
    ['size(a) = :v', { ':v': N('1') }],
    ['size(b) < :v', { ':v': S('9') }],
    ['NOT a = :v AND b = :v', { ':v': N('5') }],
    ['attribute_exists(zz) OR attribute_not_exists(a)'],
  ]
  for (const given of facts)
    it(given[0], () => refuses(() => putIf(given), 'ConditionalCheckFailedException', 'The conditional request failed'))
})

describe('A condition that cannot be meant is refused before any item is seen', () => {
  const facts: readonly (readonly [...Given, saying: string] | Given)[] = [
    ['((a = :v))', { ':v': N('5') }],
    ['a = a'],
    ['a IN (:v, a)', { ':v': N('5') }],
    ['a < :v', { ':v': { BOOL: true } }],
    ['a BETWEEN :v AND :w', { ':v': N('5'), ':w': N('1') }],
    ['a BETWEEN :v AND :w', { ':v': N('5'), ':w': S('9') }],
    ['a IN ()'],
    ['begins_with(b, :v)', { ':v': N('5') }],
    ['attribute_type(b, :v)', { ':v': S('Q') }],
    ['attribute_exists(:v)', { ':v': N('1') }],
    ['attribute_exists(a, b)'],
    ['attribute_exists(a) = :v', { ':v': { BOOL: true } }],
    ['Attribute_Exists(a)'],
    ['attribute_exists(c[00])'],
    ['attribute_exists(c[-1])'],
    ['size(a)'],
    ['size(:v) = :v', { ':v': N('5') }],
    ['a'],
    [''],
    [' '],
    ['status = :v', { ':v': N('5') }],
    ['d.Status = :v', { ':v': N('5') }],
    ['a = :v', { ':v': N('5'), ':unused': N('1') }],
    ['a = :v', { ':v': N('5') }, { '#unused': 'a' }],
    ['#missing = :v', { ':v': N('5') }],
    ['a = :missing'],
    ['a = :v', {}],
    ['a = 5'],
    ['_a = :v', { ':v': N('5') }],
    ['a != :v', { ':v': N('5') }],
    ['a = :v AND', { ':v': N('5') }],
    ['a = :v; b', { ':v': N('5') }],
    ['a = :v + :v', { ':v': N('5') }],
    ['(a = :v) = :v', { ':v': N('5') }],
    ['a = if_not_exists(a, :v)', { ':v': N('5') }],
    ['a = :v', { ':v': {} }],
    ['a = :v', { ':v': { S: '5', N: '5' } }],
  ]
  for (const [expression, values, names] of facts)
    it(`${expression} ${JSON.stringify(values ?? '')}`, () =>
      refuses(() => putIf([expression, values, names]), 'ValidationException'))
})

describe('A failed condition can hand back the item that failed it', () => {
  it('only when it was asked to', () => {
    const attempt = (asked: string) =>
      faultOf(() =>
        engineWith([EVERY_KIND]).call('DeleteItem', {
          TableName: 'people',
          Key: KEY,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: asked,
        }),
      )
    assert.deepEqual(plain(attempt('ALL_OLD').extras), { Item: EVERY_KIND })
    assert.deepEqual(attempt('NONE').extras, {})
  })
})
