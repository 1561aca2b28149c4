import { randomUUID } from 'node:crypto'
import { eventPattern, type Matches } from '#laptop/event-pattern'
import { isRecord, listOf, optionalNumber, recordOf, textOf } from '#laptop/reading'
import type { PlannedTable } from '#laptop/table-shapes'
import { type Item, itemBytes, type TableChange, type TableShape, type Value } from '#laptop/tables/engine'
import type { Resource } from '#laptop/template'

/** A function that reads a table's stream: which of its records it wants, how many at once, and how long the first of them may wait for more. */
export type PlannedStream = {
  readonly table: PlannedTable
  readonly arn: string
  readonly functionName: string
  readonly wants: Matches
  readonly batchSize: number
  readonly windowMs: number
}

// What Lambda takes where a mapping does not say.
const usualBatch = 100

const wantsOf = ({ id, properties }: Resource): Matches => {
  if (properties.FilterCriteria === undefined) return () => true
  const filters = listOf(recordOf(properties.FilterCriteria, id).Filters, id).map((raw) =>
    eventPattern(JSON.parse(textOf(recordOf(raw, id).Pattern, `${id}.Pattern`))),
  )
  return (record) => filters.some((matches) => matches(record))
}

const streamOf = (resource: Resource, tables: readonly PlannedTable[]): PlannedStream => {
  const { id, properties } = resource
  const source = textOf(properties.EventSourceArn, `${id}.EventSourceArn`)
  const table = tables.find((one) => source.startsWith(`${one.resource.attribute('Arn')}/stream/`))
  const view = isRecord(table?.resource.properties.StreamSpecification)
    ? table.resource.properties.StreamSpecification.StreamViewType
    : undefined
  if (table === undefined || view !== 'NEW_AND_OLD_IMAGES')
    throw new Error(`the laptop reads streams of tables with both images alone (${id})`)
  return {
    table,
    arn: table.resource.attribute('StreamArn'),
    functionName: textOf(properties.FunctionName, `${id}.FunctionName`),
    wants: wantsOf(resource),
    batchSize: optionalNumber(properties.BatchSize) ?? usualBatch,
    windowMs: 1000 * (optionalNumber(properties.MaximumBatchingWindowInSeconds) ?? 0),
  }
}

/** The template's readers of streams. A source that is no table's stream, or shows less than both images, stops the start. */
export const readStreams = (
  resources: readonly Resource[],
  tables: readonly PlannedTable[],
): readonly PlannedStream[] =>
  resources
    .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
    .map((resource) => streamOf(resource, tables))

const eventNameOf = ({ before, after }: TableChange): string => {
  if (before === undefined) return 'INSERT'
  return after === undefined ? 'REMOVE' : 'MODIFY'
}

type StreamPlace = { readonly region: string; readonly now: number; readonly sequence: number }

const keysOf = ({ pk, sk }: TableShape, item: Item): Item => {
  const keys: Record<string, Value> = {}
  for (const name of sk === undefined ? [pk] : [pk, sk]) {
    const value = item[name]
    if (value) keys[name] = value
  }
  return keys
}

const bytesOf = (item: Item | undefined): number => (item ? itemBytes(item) : 0)

/** One change as DynamoDB's streams write it, which is JSON of attribute values. Every write makes one, few are wanted: it must cost little. */
export const streamRecord = (
  change: TableChange,
  { table: { shape }, arn }: PlannedStream,
  { region, now, sequence }: StreamPlace,
): unknown => {
  const { before, after, expired } = change
  return {
    eventID: randomUUID().replaceAll('-', ''),
    eventName: eventNameOf(change),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: keysOf(shape, after ?? before ?? {}),
      NewImage: after,
      OldImage: before,
      SequenceNumber: String(sequence).padStart(21, '0'),
      SizeBytes: bytesOf(before) + bytesOf(after),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: arn,
    userIdentity: expired ? { type: 'Service', principalId: 'dynamodb.amazonaws.com' } : undefined,
  }
}
