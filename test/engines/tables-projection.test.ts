import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVERY_KIND, engineWith, KEY, plain, refuses } from './tables-facts.ts'

const S = (text: string) => ({ S: text })
const N = (number: string) => ({ N: number })

describe('A projection picks parts of an item', () => {
  const facts: readonly (readonly [string, unknown])[] = [
    ['a, c[2], c[0]', { a: N('5'), c: { L: [N('1'), N('3')] } }],
    ['d.y, zz', { d: { M: { y: S('q') } } }],
    ['d.zz, c[9], b.x', {}],
  ]
  for (const [expression, picked] of facts)
    it(expression, () => {
      const engine = engineWith([EVERY_KIND])
      const found = engine.call('GetItem', { TableName: 'people', Key: KEY, ProjectionExpression: expression })
      assert.deepEqual(plain(found), { Item: picked })
    })

  for (const expression of ['a, a', 'd, d.x', 'd.x, d[0]', '', 'a,', ':a', 'size(a)', 'pk.x', 'name'])
    it(`but not by ${JSON.stringify(expression)}`, () =>
      refuses(
        () => engineWith().call('GetItem', { TableName: 'people', Key: KEY, ProjectionExpression: expression }),
        'ValidationException',
      ))
})
