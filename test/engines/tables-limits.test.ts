import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVERY_KIND, engineWith, KEY, plain, refuses } from './tables-facts.ts'

const S = (text: string) => ({ S: text })
const N = (number: string) => ({ N: number })
const TableName = 'people'

const unitsOf = (operation: string, input: object, stored: readonly unknown[] = []) => {
  const answer = engineWith(stored).call(operation, { TableName, ...input, ReturnConsumedCapacity: 'TOTAL' })
  return (answer.ConsumedCapacity as { CapacityUnits: number }).CapacityUnits
}

describe('A call costs what DynamoDB bills for it', () => {
  const big = { ...KEY, a: S('x'.repeat(5000)) }
  const grouped = { ...KEY, gpk: S('g'), gsk: N('1') }
  const set = (value: object) => ({ UpdateExpression: 'SET gsk = :v', ExpressionAttributeValues: { ':v': value } })

  const facts: readonly (readonly [string, number, () => number])[] = [
    ['a small write', 1, () => unitsOf('PutItem', { Item: KEY })],
    ['a write of 5 KB', 5, () => unitsOf('PutItem', { Item: big })],
    ['a small write over a big item', 5, () => unitsOf('PutItem', { Item: KEY }, [big])],
    ['deleting nothing', 1, () => unitsOf('DeleteItem', { Key: KEY })],
    ['a write into three indexes', 4, () => unitsOf('PutItem', { Item: grouped })],
    ['the same write again', 1, () => unitsOf('PutItem', { Item: grouped }, [grouped])],
    ['a move within one index', 3, () => unitsOf('UpdateItem', { Key: KEY, ...set(N('2')) }, [grouped])],
    ['reading nothing', 0.5, () => unitsOf('GetItem', { Key: KEY })],
    ['a consistent read', 1, () => unitsOf('GetItem', { Key: KEY, ConsistentRead: true }, [KEY])],
    ['a consistent read of 5 KB', 2, () => unitsOf('GetItem', { Key: KEY, ConsistentRead: true }, [big])],
  ]
  for (const [what, units, measure] of facts) it(`${what}: ${units}`, () => assert.equal(measure(), units))

  const stamps: readonly (readonly [string, number])[] = [
    ['0', 1],
    ['100', 2],
    ['12', 2],
    ['1.5', 3],
    ['1700000000000', 3],
    ['-123', 4],
    ['0.001', 2],
  ]
  for (const [number, bytes] of stamps)
    it(`the number ${number} by ${bytes} bytes, two digits to each from the decimal point`, () => {
      const room = 1024 - 'pkpsksnfill'.length - bytes
      const filled = (length: number) => ({ ...KEY, n: N(number), fill: S('x'.repeat(length)) })
      assert.equal(unitsOf('PutItem', { Item: filled(room) }), 1)
      assert.equal(unitsOf('PutItem', { Item: filled(room + 1) }), 2)
    })

  it('and twice that in a transaction', () => {
    const TransactItems = [{ Put: { TableName, Item: KEY } }, { Put: { TableName: 'logins', Item: { id: S('l') } } }]
    const answer = engineWith().call('TransactWriteItems', { TransactItems, ReturnConsumedCapacity: 'TOTAL' })
    assert.deepEqual(answer.ConsumedCapacity, [
      { TableName: 'people', CapacityUnits: 2 },
      { TableName: 'logins', CapacityUnits: 2 },
    ])
  })
})

describe('What no table of AWS takes, the laptop does not take either', () => {
  const put = (item: object) => () => engineWith().call('PutItem', { TableName, Item: item })
  const nested = (depth: number): object => (depth === 0 ? S('x') : { L: [nested(depth - 1)] })

  it('an item of more than 400 KB', () => {
    const room = 400 * 1024 - 'pkpsksa'.length
    assert.deepEqual(put({ ...KEY, a: S('x'.repeat(room)) })(), {})
    refuses(put({ ...KEY, a: S('x'.repeat(room + 1)) }), 'ValidationException', 'size')
  })

  it('values nested deeper than 32 levels', () => {
    assert.deepEqual(put({ ...KEY, a: nested(31) })(), {})
    refuses(put({ ...KEY, a: nested(32) }), 'ValidationException', 'Nesting')
  })

  const wrong: readonly (readonly [string, object])[] = [
    ['a key too few', { pk: S('p') }],
    ['an empty key', { pk: S('p'), sk: S('') }],
    ['a number as key', { pk: N('1'), sk: S('s') }],
    ['a string as an index key that is a number', { ...KEY, gsk: S('1') }],
    ['an empty index key', { ...KEY, gpk: S('') }],
    ['an empty set', { ...KEY, a: { SS: [] } }],
    ['a set with twice the same number', { ...KEY, a: { NS: ['1', '1.0'] } }],
    ['a null that is not', { ...KEY, a: { NULL: false } }],
    ['an attribute without a name', { ...KEY, '': S('x') }],
    ['a value of two kinds', { ...KEY, a: { S: 'x', N: '1' } }],
    ['a value of an unknown kind', { ...KEY, a: { X: 'x' } }],
  ]
  for (const [what, item] of wrong) it(what, () => refuses(put(item), 'ValidationException'))

  it('a value of the wrong JSON type', () => refuses(put({ ...KEY, a: { S: 1 } }), 'SerializationException'))
  it('a table that is not there', () =>
    refuses(() => engineWith().call('GetItem', { TableName: 'nowhere', Key: KEY }), 'ResourceNotFoundException'))
  it('a table made twice', () =>
    refuses(() => engineWith().create({ name: 'people', pk: 'pk' }), 'ResourceInUseException'))
})

describe('What the laptop does not know it refuses instead of passing it over', () => {
  it('an operation', () => refuses(() => engineWith().call('CreateBackup', {}), 'UnknownOperationException'))
  for (const member of ['Expected', 'AttributeUpdates', 'ReturnValue'])
    it(`the member ${member}`, () =>
      refuses(
        () => engineWith().call('UpdateItem', { TableName, Key: KEY, [member]: {} }),
        'ValidationException',
        `do not know the member ${member}`,
      ))
})

describe('The laptop keeps its tables', () => {
  it('across a snapshot, every kind of value and every index', () => {
    const item = { ...EVERY_KIND, gpk: S('g'), ['__proto__']: S('only a name') }
    const saved = JSON.stringify(engineWith([item]).snapshot())
    const engine = engineWith([{ ...KEY, sk: S('gone') }])
    engine.restore(JSON.parse(saved))
    assert.deepEqual(plain(engine.call('Scan', { TableName }).Items), [plain(item)])
    assert.equal(engine.call('Scan', { TableName, IndexName: 'groupKeys' }).Count, 1)
  })

  it('until they are cleared', () => {
    const engine = engineWith([KEY])
    engine.clear()
    assert.equal(engine.call('Scan', { TableName }).Count, 0)
  })

  it('and sweeps out what has expired, by seconds, and nothing else', () => {
    const at = (sk: string, expires: object) => ({ pk: S('p'), sk: S(sk), gpk: S('g'), expires })
    const items = [at('past', N('999')), at('now', N('1000')), at('text', S('1')), at('later', N('1001'))]
    const engine = engineWith(items, () => 1_000_999)
    assert.equal(engine.sweep('expires', TableName), 1)
    assert.equal(engine.call('Scan', { TableName, IndexName: 'groupKeys' }).Count, 3)
    assert.equal(engine.sweep('expires', TableName), 0)
  })
})
