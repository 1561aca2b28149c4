import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { engineWith, plain, refuses } from './tables-facts.ts'

const S = (text: string) => ({ S: text })
const N = (number: string) => ({ N: number })
const SORTS = ['a', 'b', 'b1', 'c', '\uffff', '\u{1f600}']

const rows = SORTS.map((sk, at) => ({ pk: S('p'), sk: S(sk), gpk: S('g'), gsk: N(String(10 - at)), at: N(String(at)) }))
const other = { pk: S('q'), sk: S('a'), gpk: S('g'), a: S('kept'), b: S('left') }
const filled = () => engineWith([...rows, other])

type Page = { Items?: { sk: { S: string } }[]; Count: number; ScannedCount: number; LastEvaluatedKey?: unknown }

const query = (input: Record<string, unknown>): Page =>
  plain(filled().call('Query', { TableName: 'people', ...input })) as Page
const sorts = (page: Page) => page.Items?.map((item) => item.sk.S)

const ofP = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('p') } }
const ranged = (condition: string, values: Record<string, unknown> = {}) => ({
  KeyConditionExpression: `pk = :p AND ${condition}`,
  ExpressionAttributeValues: { ':p': S('p'), ...values },
})

describe('A query finds the rows of one partition', () => {
  it('in the order of their UTF-8 bytes, or backwards', () => {
    assert.deepEqual(sorts(query(ofP)), SORTS)
    assert.deepEqual(sorts(query({ ...ofP, ScanIndexForward: false })), SORTS.toReversed())
  })

  const facts: readonly (readonly [string, Record<string, unknown>, string[]])[] = [
    ['sk = :s', { ':s': S('b') }, ['b']],
    ['sk < :s', { ':s': S('b') }, ['a']],
    ['sk <= :s', { ':s': S('b') }, ['a', 'b']],
    ['sk > :s', { ':s': S('c') }, ['\uffff', '\u{1f600}']],
    [':s <= sk', { ':s': S('\uffff') }, ['\uffff', '\u{1f600}']],
    ['sk BETWEEN :s AND :t', { ':s': S('b'), ':t': S('c') }, ['b', 'b1', 'c']],
    ['(begins_with(sk, :s))', { ':s': S('b') }, ['b', 'b1']],
  ]
  for (const [condition, values, found] of facts)
    it(condition, () => assert.deepEqual(sorts(query(ranged(condition, values))), found))

  const refused: readonly Record<string, unknown>[] = [
    { KeyConditionExpression: 'pk > :p', ExpressionAttributeValues: { ':p': S('p') } },
    { KeyConditionExpression: 'sk = :p', ExpressionAttributeValues: { ':p': S('p') } },
    { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': N('1') } },
    { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('') } },
    { KeyConditionExpression: 'pk = :p OR sk = :p', ExpressionAttributeValues: { ':p': S('p') } },
    ranged('sk <> :s', { ':s': S('b') }),
    ranged('sk IN (:s)', { ':s': S('b') }),
    ranged('contains(sk, :s)', { ':s': S('b') }),
    ranged('a = :s', { ':s': S('b') }),
    ranged('sk = :s AND sk = :s', { ':s': S('b') }),
    { ...ranged('sk = :s', { ':s': S('b') }), FilterExpression: 'sk = :s' },
    { ...ofP, Limit: 0 },
    { ...ofP, Select: 'SPECIFIC_ATTRIBUTES' },
    { ...ofP, IndexName: 'nowhere' },
    { ...ofP, ExclusiveStartKey: { pk: S('q'), sk: S('a') } },
    { ...ofP, ExclusiveStartKey: { pk: S('p') } },
    { ...ofP, Segment: 1 },
    {},
  ]
  for (const input of refused)
    it(`but not by ${JSON.stringify(input)}`, () => refuses(() => query(input), 'ValidationException'))
})

describe('A query comes in pages', () => {
  it('which together are the whole, each row once, in either direction', () => {
    for (const ScanIndexForward of [true, false]) {
      const seen: string[] = []
      let start: unknown
      do {
        const page = query({ ...ofP, Limit: 4, ScanIndexForward, ...(start ? { ExclusiveStartKey: start } : {}) })
        seen.push(...(sorts(page) ?? []))
        start = page.LastEvaluatedKey
      } while (start)
      assert.deepEqual(seen, ScanIndexForward ? SORTS : SORTS.toReversed())
    }
  })

  it('and the limit counts what was looked at, not what passed the filter', () => {
    const filter = { FilterExpression: '#at > :two', ExpressionAttributeNames: { '#at': 'at' } }
    const values = { ':p': S('p'), ':two': N('2') }
    const page = query({ ...ofP, ...filter, ExpressionAttributeValues: values, Limit: 4 })
    assert.deepEqual([page.Count, page.ScannedCount], [1, 4])
    assert.deepEqual(page.LastEvaluatedKey, { pk: S('p'), sk: S('c') })
  })

  it('and can start after a row that has gone', () => {
    assert.deepEqual(sorts(query({ ...ofP, ExclusiveStartKey: { pk: S('p'), sk: S('b0') } })), SORTS.slice(2))
  })

  it('and a page ends with the item that fills a megabyte, unless that was the last', () => {
    const heavy = SORTS.map((sk) => ({ pk: S('p'), sk: S(sk), fill: S('x'.repeat(300_000)) }))
    const page = (items: readonly unknown[]) =>
      plain(engineWith(items).call('Query', { TableName: 'people', Select: 'COUNT', ...ofP })) as Page
    assert.deepEqual(page(heavy), { Count: 4, ScannedCount: 4, LastEvaluatedKey: { pk: S('p'), sk: S('c') } })
    assert.deepEqual(page(heavy.slice(0, 4)), { Count: 4, ScannedCount: 4 })
  })

  it('and only counts when asked only to count', () => {
    assert.deepEqual(query({ ...ofP, Select: 'COUNT' }), { Count: 6, ScannedCount: 6 })
  })
})

describe('An index holds only items with all of its keys', () => {
  const ofG = { KeyConditionExpression: 'gpk = :g', ExpressionAttributeValues: { ':g': S('g') } }

  it('in the order of its own sort key, numbers by their worth', () => {
    assert.deepEqual(sorts(query({ ...ofG, IndexName: 'byGroup' })), SORTS.toReversed())
  })

  it('and no more of them than it projects', () => {
    const page = (IndexName: string) => query({ ...ofG, IndexName }).Items?.at(-1)
    assert.deepEqual(page('groupKeys'), { pk: S('q'), sk: S('a'), gpk: S('g') })
    assert.deepEqual(page('groupSome'), { pk: S('q'), sk: S('a'), gpk: S('g'), a: S('kept') })
  })

  it('and follows every write', () => {
    const engine = filled()
    const inIndex = () => engine.call('Query', { TableName: 'people', IndexName: 'byGroup', ...ofG }).Count
    const change = (UpdateExpression: string, values?: object) =>
      engine.call('UpdateItem', {
        TableName: 'people',
        Key: { pk: S('p'), sk: S('a') },
        UpdateExpression,
        ...(values ? { ExpressionAttributeValues: values } : {}),
      })
    change('REMOVE gsk')
    assert.equal(inIndex(), 5)
    change('SET gsk = :n', { ':n': N('-1') })
    assert.equal(inIndex(), 6)
    engine.call('DeleteItem', { TableName: 'people', Key: { pk: S('p'), sk: S('a') } })
    assert.equal(inIndex(), 5)
  })

  it('but is never read consistently, nor asked for what it does not hold', () => {
    refuses(() => query({ ...ofG, IndexName: 'byGroup', ConsistentRead: true }), 'ValidationException')
    refuses(() => query({ ...ofG, IndexName: 'groupKeys', ProjectionExpression: 'a' }), 'ValidationException')
    refuses(
      () => query({ ...ofG, IndexName: 'groupKeys', FilterExpression: 'attribute_exists(a)' }),
      'ValidationException',
    )
  })
})

describe('A scan finds everything', () => {
  it('page by page, each item once', () => {
    const engine = filled()
    const seen: string[] = []
    let start: unknown
    do {
      const page = engine.call('Scan', {
        TableName: 'people',
        Limit: 2,
        ...(start ? { ExclusiveStartKey: start } : {}),
      })
      seen.push(...(page.Items as { pk: { S: string }; sk: { S: string } }[]).map(({ pk, sk }) => pk.S + sk.S))
      start = page.LastEvaluatedKey
    } while (start)
    assert.deepEqual(seen.sort(), [...SORTS.map((sk) => `p${sk}`), 'qa'].sort())
  })
})
