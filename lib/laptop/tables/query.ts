import { bindCondition } from './bind-condition.ts'
import { keyConditionOf } from './expressions.ts'
import { invalid } from './fault.ts'
import { Input } from './input.ts'
import { isLast, isWithin, type KeyCondition, keyConditionFrom, spanOf, wrongType } from './key-condition.ts'
import { mentionedBy } from './mentioned.ts'
import { PAGE_MEMBERS, type PageRequest, pageRequest, takePage } from './page.ts'
import { comparePlaces, firstWhere, type Place, type Row } from './partitions.ts'
import type { Scope } from './scope.ts'
import { type Source, sourceIn, startIn } from './source.ts'
import type { Store } from './store.ts'
import { emptyItem, kindOf } from './value.ts'
import { scopeOf } from './write.ts'

const keyConditionIn = (input: Input, scope: Scope, source: Source): KeyCondition => {
  const condition = bindCondition(keyConditionOf(input.text('KeyConditionExpression')), scope)
  const found = keyConditionFrom(condition, source.keys)
  const { from, to, prefix } = found.range
  for (const value of [from?.at, to?.at, prefix])
    if (value && !source.sortKinds.includes(kindOf(value))) throw wrongType()
  return found
}

const refuseFilter = ({ filter, source }: PageRequest): void => {
  const mentioned = filter ? mentionedBy(filter) : new Set<string>()
  const { held, indexName } = source
  const beyond = held ? [...mentioned].filter((name) => !held.has(name)) : []
  if (beyond.length > 0)
    throw invalid(`Secondary index ${indexName} does not project one or more filter attributes: [${beyond.join(', ')}]`)
  for (const name of [source.keys.pk, source.keys.sk])
    if (name !== undefined && mentioned.has(name))
      throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`)
}

const refuseOutside = (start: Place, { partition, range }: KeyCondition, ends: (row: Row) => boolean): void => {
  const row = { place: start, item: emptyItem() }
  if (start.partition !== partition || !isWithin(row, range) || ends(row))
    throw invalid('The provided starting key does not match the range key predicate')
}

type Walk = { readonly start: Place | undefined; readonly forward: boolean }

function* walk(rows: readonly Row[], span: { from: number; to: number }, { start, forward }: Walk): Generator<Row> {
  const { from, to } = span
  const after =
    start && forward
      ? Math.max(
          from,
          firstWhere(rows, (row) => comparePlaces(row.place, start) > 0),
        )
      : from
  const before =
    start && !forward
      ? Math.min(
          to,
          firstWhere(rows, (row) => comparePlaces(row.place, start) >= 0),
        )
      : to
  for (let step = 0; step < before - after; step += 1) {
    const row = rows[forward ? after + step : before - 1 - step]
    if (row) yield row
  }
}

export const query = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, [...PAGE_MEMBERS, 'KeyConditionExpression', 'ScanIndexForward'], 'Query')
  const source = sourceIn(store.table(input.text('TableName')), input)
  const scope = scopeOf(source.table, input, ['KeyConditionExpression', 'FilterExpression', 'ProjectionExpression'])
  const condition = keyConditionIn(input, scope, source)
  const request = pageRequest(input, source, scope)
  refuseFilter(request)
  const forward = input.flag('ScanIndexForward', true)
  const ends = (row: Row): boolean => source.indexName === undefined && isLast(row, condition.range, forward)
  const start = startIn(source, input)
  if (start) refuseOutside(start, condition, ends)
  const rows = source.rows.rowsOf(condition.partition)
  return takePage(walk(rows, spanOf(rows, condition.range), { start, forward }), request, ends)
}
