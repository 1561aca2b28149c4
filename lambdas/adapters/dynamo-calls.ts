import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  CancellationReason,
  DeleteItemInput,
  DeleteItemOutput,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  PutItemOutput,
  QueryInput,
  QueryOutput,
  TransactWriteItem,
  TransactWriteItemsInput,
  UpdateItemInput,
  UpdateItemOutput,
} from '@aws-sdk/client-dynamodb'
import type { Ask } from './aws-json.ts'

/** What we ask DynamoDB, typed by its own model. Types alone: nothing of the SDK is in a bundle. No attribute of ours holds bytes. */
export type DynamoCalls = {
  GetItem: { in: GetItemInput; out: GetItemOutput }
  BatchGetItem: { in: BatchGetItemInput; out: BatchGetItemOutput }
  PutItem: { in: PutItemInput; out: PutItemOutput }
  UpdateItem: { in: UpdateItemInput; out: UpdateItemOutput }
  DeleteItem: { in: DeleteItemInput; out: DeleteItemOutput }
  Query: { in: QueryInput; out: QueryOutput }
  TransactWriteItems: { in: TransactWriteItemsInput; out: object }
}

export type AskDynamo = Ask<DynamoCalls>

export type TransactItem = TransactWriteItem
export type Reason = CancellationReason
