import fc from 'fast-check'
import { conditions, keyConditions, type Pieces, projections, updates } from './differential-expressions.ts'
import { type Expressions, mistakes, written } from './differential-requests.ts'
import { numbersOrNot, soundValues, strings, values } from './differential-values.ts'

/** One call to make to both engines. `paged` follows LastEvaluatedKey to the end. */
export type Operation = { readonly name: string; readonly input: Record<string, unknown>; readonly paged?: boolean }

export const TABLE = 'differential'
const PARTITIONS = ['p', 'q'] as const
const SORTS = ['s', 's1', 't', '\u{1f600}', '\uffff'] as const
export const KEYS = PARTITIONS.flatMap((pk) => SORTS.map((sk) => ({ pk: { S: pk }, sk: { S: sk } })))

const soundKeys = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...KEYS.slice(0, 3)) }, fc.constantFrom(...KEYS))
const keys: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 120, arbitrary: soundKeys },
  fc.constantFrom<Record<string, unknown>>(
    { pk: { S: 'p' } },
    { pk: { S: '' }, sk: { S: 's' } },
    { pk: { N: '1' }, sk: { S: 's' } },
    { pk: { S: 'p' }, sk: { S: 's' }, a: { S: 'x' } },
    {},
  ),
)
const groups = fc.constantFrom('g', 'h').map((S): unknown => ({ S }))
const ranks = fc.constantFrom('1', '2', '10', '-1', '1.5').map((N): unknown => ({ N }))

const optional = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary })

const present = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

const attributes = fc
  .record({
    a: optional(soundValues, 3),
    b: optional(soundValues, 3),
    c: optional(
      fc.array(soundValues, { maxLength: 4 }).map((L): unknown => ({ L })),
      3,
    ),
    d: optional(
      fc.dictionary(fc.constantFrom('x', 'y'), soundValues).map((M): unknown => ({ M: { ...M } })),
      3,
    ),
    e: optional(values),
    g: optional(soundValues, 2),
    h: optional(numbersOrNot, 2),
    i: optional(soundValues),
    gpk: optional(fc.oneof({ weight: 20, arbitrary: groups }, values), 2),
    gsk: optional(fc.oneof({ weight: 20, arbitrary: ranks }, values), 2),
    long: optional(fc.constantFrom(1000, 1020, 3000, 5000).map((length): unknown => ({ S: 'l'.repeat(length) }))),
  })
  .map(present)

const rich = fc
  .record({
    a: numbersOrNot,
    b: strings,
    c: fc.array(soundValues, { minLength: 1, maxLength: 4 }).map((L): unknown => ({ L })),
    d: fc
      .record({ x: soundValues, y: numbersOrNot, z: optional(soundValues) })
      .map((M): unknown => ({ M: present(M) })),
    e: optional(fc.constantFrom<unknown>({ SS: ['x', 'y'] }, { NS: ['1', '2'] }), 3),
  })
  .map(present)

/** Items that stand in the table before the first operation: with a list, a map and mostly a number and a string. */
export const firstItems: fc.Arbitrary<readonly Record<string, unknown>[]> = fc
  .array(fc.tuple(rich, attributes), { maxLength: 4 })
  .map((all) => all.map(([one, more], at) => ({ ...more, ...one, ...KEYS[at] })))

const items = fc.tuple(keys, attributes).map(([key, rest]) => ({ ...rest, ...key }))

const capacity = optional(fc.constantFrom('TOTAL', 'INDEXES', 'NONE'))
const oldReturns = optional(fc.constantFrom('ALL_OLD', 'NONE'), 2)
const failureReturns = optional(fc.constantFrom('ALL_OLD', 'NONE'), 2)

/** A request with its expressions written out and, now and then, a mistake. */
const request = (
  plain: Record<string, fc.Arbitrary<unknown>>,
  expressions: Record<string, fc.Arbitrary<Pieces | undefined>>,
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(fc.record(plain), fc.record(expressions), mistakes)
    .map(([rest, texts, mistake]) => present({ ...rest, ...written(texts as Expressions, mistake) }))

const named = (name: string, inputs: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Operation> =>
  inputs.map((input) => ({ name, input: { TableName: TABLE, ...input } }))

const returning = { ReturnConsumedCapacity: capacity, ReturnValuesOnConditionCheckFailure: failureReturns }
const ConditionExpression = optional(conditions, 2)

const puts = named('PutItem', request({ Item: items, ReturnValues: oldReturns, ...returning }, { ConditionExpression }))
const deletes = named(
  'DeleteItem',
  request({ Key: keys, ReturnValues: oldReturns, ...returning }, { ConditionExpression }),
)
const allReturns = fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'ALL_NEW')
const changes = named(
  'UpdateItem',
  request(
    { Key: keys, ReturnValues: optional(allReturns, 6), ...returning },
    { UpdateExpression: optional(updates, 20), ConditionExpression },
  ),
)
const gets = named(
  'GetItem',
  request(
    { Key: keys, ConsistentRead: optional(fc.boolean()), ReturnConsumedCapacity: capacity },
    { ProjectionExpression: optional(projections, 6) },
  ),
)

const paging = {
  Limit: optional(fc.constantFrom(1, 2, 3, 1, 2, 3, 1, 2, 3, 0)),
  Select: optional(fc.constantFrom('COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES')).chain(
    (select) => fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constant(select)),
  ),
  ReturnConsumedCapacity: capacity,
}
const pageExpressions = { FilterExpression: optional(conditions), ProjectionExpression: optional(projections) }
const pages = (name: string, inputs: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Operation> =>
  named(name, inputs).map((operation) => ({ ...operation, paged: true }))

const partition = fc.constantFrom<unknown>({ S: 'p' }, { S: 'q' }, { S: 'p' }, { S: '' }, { N: '1' })
const sort = fc.constantFrom<unknown>({ S: 's' }, { S: 's1' }, { S: '\uffff' }, { S: 't' }, { S: '' }, { N: '1' })
const startKeys = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: keys },
  soundKeys.map((key) => ({ ...key, gpk: { S: 'g' }, gsk: { N: '1' } })),
)
const queries = pages(
  'Query',
  request(
    {
      ...paging,
      ConsistentRead: optional(fc.boolean()),
      ScanIndexForward: optional(fc.boolean()),
      ExclusiveStartKey: startKeys,
    },
    { KeyConditionExpression: keyConditions({ pk: 'pk', sk: 'sk' }, { partition, sort }), ...pageExpressions },
  ),
)
const group = fc.oneof({ weight: 12, arbitrary: groups }, fc.constantFrom<unknown>({ S: '' }, { N: '1' }))
const rank = fc.oneof({ weight: 12, arbitrary: ranks }, fc.constantFrom<unknown>({ S: 'x' }))
const indexNames = fc.constantFrom('all', 'all', 'keys', 'some', 'all', 'all', 'keys', 'some', 'all', 'none')
const indexQueries = pages(
  'Query',
  request(
    { ...paging, IndexName: indexNames, ScanIndexForward: optional(fc.boolean()) },
    {
      KeyConditionExpression: keyConditions({ pk: 'gpk', sk: 'gsk' }, { partition: group, sort: rank }),
      ...pageExpressions,
    },
  ),
)
const scans = pages('Scan', request({ ...paging, IndexName: optional(indexNames) }, pageExpressions))

const batch = (name: string, requests: fc.Arbitrary<unknown>): fc.Arbitrary<Operation> =>
  fc.tuple(requests, capacity).map(([list, ReturnConsumedCapacity]) => ({
    name,
    input: present({ RequestItems: { [TABLE]: list }, ReturnConsumedCapacity }),
  }))

const batchWrites = batch(
  'BatchWriteItem',
  fc.array(
    fc.oneof(
      { weight: 20, arbitrary: items.map((Item): unknown => ({ PutRequest: { Item } })) },
      { weight: 10, arbitrary: keys.map((Key): unknown => ({ DeleteRequest: { Key } })) },
      fc.constant({}),
    ),
    { maxLength: 4 },
  ),
)
const batchGets = batch(
  'BatchGetItem',
  request(
    { Keys: fc.array(keys, { maxLength: 4 }), ConsistentRead: optional(fc.boolean()) },
    { ProjectionExpression: optional(projections) },
  ),
)

const TableName = fc.constant(TABLE)
const failure = { ReturnValuesOnConditionCheckFailure: failureReturns }
const actions: fc.Arbitrary<unknown> = fc.oneof(
  request({ TableName, Item: items, ...failure }, { ConditionExpression }).map((Put) => ({ Put })),
  request({ TableName, Key: keys, ...failure }, { ConditionExpression }).map((Delete) => ({ Delete })),
  {
    weight: 2,
    arbitrary: request({ TableName, Key: keys, ...failure }, { UpdateExpression: updates, ConditionExpression }).map(
      (Update) => ({ Update }),
    ),
  },
  request({ TableName, Key: keys, ...failure }, { ConditionExpression: conditions }).map((ConditionCheck) => ({
    ConditionCheck,
  })),
)
const transactWrites: fc.Arbitrary<Operation> = fc
  .tuple(fc.array(actions, { minLength: 1, maxLength: 3 }), capacity)
  .map(([TransactItems, ReturnConsumedCapacity]) => ({
    name: 'TransactWriteItems',
    input: present({ TransactItems, ReturnConsumedCapacity }),
  }))
const transactGets: fc.Arbitrary<Operation> = fc
  .tuple(
    fc.array(request({ TableName, Key: keys }, { ProjectionExpression: optional(projections) }), {
      minLength: 1,
      maxLength: 3,
    }),
    capacity,
  )
  .map(([all, ReturnConsumedCapacity]) => ({
    name: 'TransactGetItems',
    input: present({ TransactItems: all.map((Get) => ({ Get })), ReturnConsumedCapacity }),
  }))

export const operations: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: puts },
  { weight: 8, arbitrary: changes },
  { weight: 2, arbitrary: deletes },
  { weight: 2, arbitrary: gets },
  { weight: 3, arbitrary: queries },
  { weight: 3, arbitrary: indexQueries },
  { weight: 2, arbitrary: scans },
  { weight: 1, arbitrary: batchWrites },
  { weight: 1, arbitrary: batchGets },
  { weight: 3, arbitrary: transactWrites },
  { weight: 1, arbitrary: transactGets },
)
