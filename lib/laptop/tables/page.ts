import { bindCondition } from './bind-condition.ts'
import { consumed, readUnits, wantedCapacity, withCapacity } from './capacity.ts'
import type { BoundCondition } from './condition-checks.ts'
import { filterOf } from './expressions.ts'
import { invalid } from './fault.ts'
import type { Input } from './input.ts'
import { holds } from './judge-condition.ts'
import type { Row } from './partitions.ts'
import { projected, projectionIn, refuseBeyond } from './projection.ts'
import type { Scope } from './scope.ts'
import { itemBytes } from './size.ts'
import type { Source } from './source.ts'
import type { Item } from './value.ts'

const MOST_PAGE_BYTES = 1024 * 1024

export const PAGE_MEMBERS = [
  'TableName',
  'IndexName',
  'Select',
  'Limit',
  'ExclusiveStartKey',
  'FilterExpression',
  'ProjectionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ConsistentRead',
  'ReturnConsumedCapacity',
]

const SELECTS = ['', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'] as const
type Select = (typeof SELECTS)[number]

/** What a page is made of, besides the rows. */
export type PageRequest = {
  readonly source: Source
  readonly filter: BoundCondition | undefined
  readonly show: ((item: Item) => Item) | undefined
  readonly limit: number
  readonly input: Input
}

const filterIn = (input: Input, scope: Scope): BoundCondition | undefined => {
  const text = input.optionalText('FilterExpression')
  return text === undefined ? undefined : bindCondition(filterOf(text), scope)
}

const checkSelect = (select: Select, projects: boolean, source: Source): void => {
  if (projects && select !== '' && select !== 'SPECIFIC_ATTRIBUTES')
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select}`)
  if (!projects && select === 'SPECIFIC_ATTRIBUTES')
    throw invalid('Must specify the ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES')
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && source.indexName === undefined)
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName')
  if (select === 'ALL_ATTRIBUTES' && source.held)
    throw invalid(`Select type ALL_ATTRIBUTES is not supported for global secondary index ${source.indexName}`)
}

/** Reads what Query and Scan have in common. */
export const pageRequest = (input: Input, source: Source, scope: Scope): PageRequest => {
  const filter = filterIn(input, scope)
  const projection = projectionIn(input, scope)
  scope.refuseUnused()
  const select = input.choice('Select', SELECTS)
  checkSelect(select, projection !== undefined, source)
  refuseBeyond(projection, source.held, source.indexName ?? '')
  if (source.indexName !== undefined && input.flag('ConsistentRead', false))
    throw invalid('Consistent reads are not supported on global secondary indexes')
  const limit = input.positive('Limit') ?? Number.POSITIVE_INFINITY
  const show = select === 'COUNT' ? undefined : (item: Item) => projected(item, projection)
  return { source, filter, show, limit, input }
}

/**
 * Takes rows until the limit, a megabyte or the end; the limit counts what was looked at, not what passed.
 * `isLast` tells a row after which there can be none, so that no further page is promised.
 */
export const takePage = (
  rows: Iterable<Row>,
  request: PageRequest,
  isLast: (row: Row) => boolean = () => false,
): Record<string, unknown> => {
  const { filter, limit, source } = request
  const passed: Item[] = []
  let looked = 0
  let bytes = 0
  let last: Row | undefined
  let full = false
  for (const row of rows) {
    full = bytes >= MOST_PAGE_BYTES
    if (full) break
    looked += 1
    bytes += itemBytes(row.item)
    if (!filter || holds(filter, row.item)) passed.push(row.item)
    last = row
    full = looked >= limit
    if (full) break
  }
  const next = full && last && !isLast(last) ? { LastEvaluatedKey: source.keyOf(last.item) } : {}
  return answer(request, { passed, looked, bytes, next })
}

type Taken = {
  readonly passed: readonly Item[]
  readonly looked: number
  readonly bytes: number
  readonly next: Record<string, unknown>
}

const answer = ({ show, source, input }: PageRequest, { passed, looked, bytes, next }: Taken) => {
  const page = {
    ...(show ? { Items: passed.map(show) } : {}),
    Count: passed.length,
    ScannedCount: looked,
    ...next,
  }
  const wanted = wantedCapacity(input)
  const units = readUnits(bytes, input.flag('ConsistentRead', false))
  const used =
    source.indexName === undefined
      ? { table: units, indexes: {} }
      : { table: 0, indexes: { [source.indexName]: units } }
  return withCapacity(page, wanted, () => consumed(source.table.shape.name, used, wanted))
}
