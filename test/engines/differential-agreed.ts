import type { Answer } from './differential-answers.ts'
import { agreeBesidesCapacity, chargeTheSameTable } from './differential-capacity.ts'
import type { Operation } from './differential-operations.ts'

type Difference = {
  readonly because: string
  readonly applies: (operation: Operation, ours: Answer, theirs: Answer) => boolean
}

const READS: readonly string[] = ['Query', 'Scan', 'BatchGetItem']
const WRITES: readonly string[] = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']

/** What AWS documents as the messages of a ValidationError among the reasons of a cancelled transaction. */
const UPDATE_FAULTS = [
  'An operand in the update expression has an incorrect data type',
  'The document path provided in the update expression is invalid for update',
  'The provided expression refers to an attribute that does not exist in the item',
  'Number overflow',
  'Number underflow',
  'precision up to 38 digits',
  'Nesting Levels have exceeded supported limits',
  'Invalid attribute value type',
  'attempted to update a secondary index key to a value that is not supported',
  'Item size to update has exceeded the maximum allowed size',
]

const isRefusedAs = (answer: Answer, type: string): boolean => answer.kind === 'refused' && answer.type === type
const says = (answer: Answer, words: string): boolean => answer.kind === 'refused' && answer.message.includes(words)

/** An answer with the names of its attributes in place of the attributes. */
const onlyNames = (answer: Answer): Answer => {
  if (answer.kind === 'refused') return answer
  const named = answer.pages.map((page) => ({ ...page, Attributes: Object.keys(page.Attributes ?? {}).sort() }))
  return { kind: 'done', pages: named }
}

/** Where DynamoDB Local differs from AWS, the AWS documentation decides: each with its reason. */
export const agreedDifferences: readonly Difference[] = [
  {
    because: 'ConsumedCapacity is answered only when asked for; DynamoDB Local always does for DeleteItem',
    applies: ({ name, input }, ours, theirs) =>
      name === 'DeleteItem' &&
      (input.ReturnConsumedCapacity ?? 'NONE') === 'NONE' &&
      agreeBesidesCapacity(ours, theirs),
  },
  {
    because: 'reading what is not there still takes the smallest read unit; DynamoDB Local charges nothing',
    applies: ({ name }, ours, theirs) => READS.includes(name) && agreeBesidesCapacity(ours, theirs, false),
  },
  {
    because: 'where no item was, a write takes one unit, in a transaction two; DynamoDB Local counts otherwise',
    applies: ({ name }, ours, theirs) =>
      ['TransactWriteItems', 'BatchWriteItem'].includes(name) && agreeBesidesCapacity(ours, theirs),
  },
  {
    because: 'an index is charged when it holds the item; DynamoDB Local charges for it by other rules',
    applies: ({ name, input }, ours, theirs) =>
      WRITES.includes(name) && input.ReturnConsumedCapacity !== undefined && chargeTheSameTable(ours, theirs),
  },
  {
    because: 'UPDATED_OLD and UPDATED_NEW answer only what was updated; DynamoDB Local the whole attribute around it',
    applies: ({ input }, ours, theirs) =>
      String(input.ReturnValues).startsWith('UPDATED') && agreeBesidesCapacity(onlyNames(ours), onlyNames(theirs)),
  },
  {
    because: 'an update of an absent item sees the key it was given; to DynamoDB Local it is not there',
    applies: ({ input }, ours, theirs) =>
      ours.kind === 'done' &&
      says(theirs, 'refers to an attribute that does not exist') &&
      /\b[ps]k\b/.test(String(input.UpdateExpression ?? JSON.stringify(input))),
  },
  {
    because: 'an update that fails on its item cancels its transaction; DynamoDB Local refuses the request',
    applies: ({ name }, ours, theirs) =>
      name === 'TransactWriteItems' &&
      says(ours, 'ValidationError') &&
      UPDATE_FAULTS.some((words) => says(theirs, words)),
  },
  {
    because: 'a cancelled transaction has a reason for each action; DynamoDB Local may tell one alone',
    applies: ({ name }, ours, theirs) =>
      name === 'TransactWriteItems' && says(ours, 'ValidationError') && says(theirs, '[ValidationError]'),
  },
  {
    because: 'a key of the wrong attributes cancels its transaction; DynamoDB Local refuses the request',
    applies: ({ name }, ours, theirs) =>
      name === 'TransactWriteItems' &&
      says(ours, 'ValidationError') &&
      says(theirs, 'number of conditions on the keys'),
  },
  {
    because: 'a cancelled TransactGetItems says why, and looks at every expression first; DynamoDB Local does neither',
    applies: ({ name }, ours, theirs) =>
      name === 'TransactGetItems' && isRefusedAs(theirs, 'TransactionCanceledException') && ours.kind === 'refused',
  },
  {
    because: 'two actions on one item are refused as such; DynamoDB Local may meet another fault of theirs first',
    applies: ({ name }, ours, theirs) =>
      name === 'TransactWriteItems' && says(ours, 'multiple operations on one item') && theirs.kind === 'refused',
  },
  {
    because: 'parts of a key are named in an update: refused before its condition is judged, not after',
    applies: ({ name }, ours, theirs) =>
      name === 'UpdateItem' && says(ours, 'must be scalars') && isRefusedAs(theirs, 'ConditionalCheckFailedException'),
  },
  {
    because: 'parts of a key are named in the condition of a check: DynamoDB Local does not mind there',
    applies: ({ name }, ours, theirs) =>
      name === 'TransactWriteItems' &&
      says(ours, 'must be scalars') &&
      (theirs.kind === 'done' || isRefusedAs(theirs, 'TransactionCanceledException')),
  },
  {
    because: 'a scan of an index sees only what the index holds; DynamoDB Local filters by the whole item',
    applies: ({ name, input }, ours, theirs) =>
      name === 'Scan' &&
      ['keys', 'some'].includes(String(input.IndexName)) &&
      input.FilterExpression !== undefined &&
      ours.kind === theirs.kind,
  },
  {
    because: 'the laptop refuses members it does not know; AWS ignores ExpressionAttributeValues on a get',
    applies: (_, ours) => says(ours, 'do not know the member ExpressionAttributeValues'),
  },
]

/** Why two answers may differ, or undefined where they may not. */
export const agreedReason = (operation: Operation, ours: Answer, theirs: Answer): string | undefined =>
  agreedDifferences.find(({ applies }) => applies(operation, ours, theirs))?.because
