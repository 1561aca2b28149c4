import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { engineWith, faultOf, KEY, plain, refuses } from './tables-facts.ts'

const S = (text: string) => ({ S: text })
const N = (number: string) => ({ N: number })
const TableName = 'people'
const key = (sk: string) => ({ pk: S('p'), sk: S(sk) })
const put = (sk: string, more: object = {}) => ({ Put: { TableName, Item: { ...key(sk), ...more } } })

type Engine = ReturnType<typeof engineWith>
const transact = (engine: Engine, ...TransactItems: unknown[]) => engine.call('TransactWriteItems', { TransactItems })
const count = (engine: Engine) => engine.call('Scan', { TableName }).Count

describe('A transaction is done whole or not at all', () => {
  const missing = { ConditionExpression: 'attribute_not_exists(pk)' }

  it('so one failed condition leaves everything as it was, and says which it was', () => {
    const engine = engineWith([{ ...KEY, a: N('1') }])
    const fault = faultOf(() =>
      transact(engine, put('x'), {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET a = :v',
          ExpressionAttributeValues: { ':v': N('2') },
          ...missing,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      }),
    )
    assert.equal(fault.type, 'TransactionCanceledException')
    assert.match(fault.message, /\[None, ConditionalCheckFailed\]$/)
    assert.deepEqual(plain(fault.extras), {
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { ...KEY, a: N('1') } },
      ],
    })
    assert.equal(count(engine), 1)
  })

  it('so an update that cannot be done to its item cancels the rest', () => {
    const engine = engineWith([KEY])
    const fault = faultOf(() =>
      transact(engine, put('x'), { Update: { TableName, Key: KEY, UpdateExpression: 'REMOVE a.b' } }),
    )
    assert.match(fault.message, /\[None, ValidationError\]$/)
    assert.equal(count(engine), 1)
  })

  it('over several tables, with checks of items it does not change', () => {
    const engine = engineWith([KEY])
    const check = { TableName, Key: KEY, ConditionExpression: 'attribute_exists(pk)' }
    transact(engine, { ConditionCheck: check }, put('x'), { Put: { TableName: 'logins', Item: { id: S('l') } } })
    assert.equal(count(engine), 2)
    assert.equal(engine.call('Scan', { TableName: 'logins' }).Count, 1)
  })

  it('and names each item once, in at most a hundred actions', () => {
    const engine = engineWith()
    const many = Array.from({ length: 101 }, (_, at) => put(`s${at}`))
    refuses(
      () => transact(engine, put('x'), { Delete: { TableName, Key: key('x') } }),
      'ValidationException',
      'one item',
    )
    refuses(() => transact(engine, ...many), 'ValidationException')
    refuses(() => transact(engine), 'ValidationException')
    refuses(() => transact(engine, { ...put('x'), Delete: { TableName, Key: KEY } }), 'ValidationException')
    transact(engine, ...many.slice(1))
    assert.equal(count(engine), 100)
  })
})

describe('A transaction repeated under its token', () => {
  const add = (engine: Engine, by: string, token = 'one tap') =>
    engine.call('TransactWriteItems', {
      ClientRequestToken: token,
      TransactItems: [
        {
          Update: {
            TableName,
            Key: KEY,
            UpdateExpression: 'ADD a :by',
            ExpressionAttributeValues: { ':by': N(by) },
          },
        },
      ],
    })
  const total = (engine: Engine) => plain(engine.call('GetItem', { TableName, Key: KEY }).Item)

  it('is done once within ten minutes, and again after them', () => {
    let now = 0
    const engine = engineWith([], () => now)
    add(engine, '1')
    now += 10 * 60_000 - 1
    add(engine, '1')
    assert.deepEqual(total(engine), { ...KEY, a: N('1') })
    now += 1
    add(engine, '1')
    assert.deepEqual(total(engine), { ...KEY, a: N('2') })
  })

  it('is refused when it asks for something else', () => {
    const engine = engineWith()
    add(engine, '1')
    refuses(() => add(engine, '2'), 'IdempotentParameterMismatchException')
    assert.deepEqual(total(engine), { ...KEY, a: N('1') })
  })

  it('is tried afresh when it was cancelled before', () => {
    const engine = engineWith([{ ...KEY, a: S('no number') }])
    refuses(() => add(engine, '1'), 'TransactionCanceledException')
    engine.call('DeleteItem', { TableName, Key: KEY })
    add(engine, '1')
    assert.deepEqual(total(engine), { ...KEY, a: N('1') })
  })
})

describe('Several items are read or written in one call', () => {
  it('TransactGetItems answers in the order asked, with nothing where nothing is', () => {
    const engine = engineWith([{ ...key('x'), a: N('1') }])
    const gets = [
      { Get: { TableName, Key: key('y') } },
      { Get: { TableName, Key: key('x'), ProjectionExpression: 'a' } },
    ]
    assert.deepEqual(plain(engine.call('TransactGetItems', { TransactItems: gets })), {
      Responses: [{}, { Item: { a: N('1') } }],
    })
  })

  it('BatchWriteItem puts and deletes, BatchGetItem finds what is there, and both leave nothing over', () => {
    const engine = engineWith([{ ...key('old') }])
    const requests = [{ PutRequest: { Item: key('x') } }, { DeleteRequest: { Key: key('old') } }]
    assert.deepEqual(plain(engine.call('BatchWriteItem', { RequestItems: { people: requests } })), {
      UnprocessedItems: {},
    })
    const found = engine.call('BatchGetItem', { RequestItems: { people: { Keys: [key('old'), key('x')] } } })
    assert.deepEqual(plain(found), { Responses: { people: [key('x')] }, UnprocessedKeys: {} })
  })

  it('but never one item twice, nor more than a batch may hold', () => {
    const engine = engineWith()
    const puts = Array.from({ length: 26 }, (_, at) => ({ PutRequest: { Item: key(`s${at}`) } }))
    const keys = Array.from({ length: 101 }, (_, at) => key(`s${at}`))
    const write = (people: unknown) => () => engine.call('BatchWriteItem', { RequestItems: { people } })
    const get = (Keys: unknown) => () => engine.call('BatchGetItem', { RequestItems: { people: { Keys } } })
    refuses(write([...puts.slice(0, 2), ...puts.slice(0, 1)]), 'ValidationException')
    refuses(write(puts), 'ValidationException')
    refuses(write([]), 'ValidationException')
    refuses(get([KEY, KEY]), 'ValidationException')
    refuses(get(keys), 'ValidationException')
    assert.equal(count(engine), 0)
  })
})
