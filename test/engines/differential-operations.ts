import fc from 'fast-check'
import { conditions, keyConditions, type Pieces, projections } from './differential-expressions.ts'
import { groups, items, keys, optional, present, ranks, soundKeys, TABLE } from './differential-items.ts'
import { type Expressions, mistakes, written } from './differential-requests.ts'
import { updates } from './differential-updates.ts'

/** One call to make to both engines. `paged` follows LastEvaluatedKey to the end. */
export type Operation = { readonly name: string; readonly input: Record<string, unknown>; readonly paged?: boolean }

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
