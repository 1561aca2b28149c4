import type { StoredChange, StoredItem } from '#core/auth-event'

type Wire = Readonly<Record<string, unknown>>

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)

// One attribute: its kind is its only key. Kinds that no event reads (bytes and sets) are left out.
const plain = (attribute: unknown): unknown => {
  if (!isWire(attribute)) return undefined
  const [[kind, value] = []] = Object.entries(attribute)
  if (kind === 'S' || kind === 'BOOL') return value
  if (kind === 'N') return Number(value)
  if (kind === 'L' && Array.isArray(value)) return value.map(plain)
  return kind === 'M' ? plainItem(value) : undefined
}

const plainItem = (item: unknown): StoredItem | undefined =>
  isWire(item) ? Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)])) : undefined

// DynamoDB deletes what expired in its own name.
const isExpiry = (by: unknown): boolean => isWire(by) && by.principalId === 'dynamodb.amazonaws.com'

const changeOf = (record: unknown): StoredChange => {
  if (!isWire(record) || !isWire(record.dynamodb)) throw new Error('a record that no table wrote')
  const { OldImage, NewImage, ApproximateCreationDateTime } = record.dynamodb
  const [before, after] = [plainItem(OldImage), plainItem(NewImage)]
  return {
    id: String(record.eventID),
    at: Number(ApproximateCreationDateTime) * 1_000,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    byExpiry: isExpiry(record.userIdentity),
  }
}

/** The writes in a batch of a table's stream, oldest first. Throws for anything else: the batch must not count as told. */
export const readChanges = (batch: unknown): readonly StoredChange[] => {
  if (!isWire(batch) || !Array.isArray(batch.Records)) throw new Error('no batch of a stream')
  return batch.Records.map(changeOf)
}
