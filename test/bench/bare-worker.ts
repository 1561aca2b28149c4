// What a step costs that decides nothing: it asks five times, each time written, signed, carried, answered and read. Started by `serve-bare.ts`.
import { parentPort } from 'node:worker_threads'
import { awsSigner } from '#adapters/aws-signature'

const credentials = { accessKeyId: 'BARE', secretAccessKey: 'bare' }
const named = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'DynamoDB_20120810.UpdateItem' }
const sign = awsSigner(credentials, { region: 'us-east-1', service: 'dynamodb', host: '127.0.0.1' })('/', named)
const ASKS = 5
const input = {
  TableName: 'Bare',
  Key: { pk: { S: 'PERSON#somebody' }, sk: { S: 'PERSON' } },
  UpdateExpression: 'SET tries = if_not_exists(tries, :none) + :one, epoch = :epoch',
  ConditionExpression: 'attribute_exists(pk) AND tries < :most AND disabled = :no',
  ExpressionAttributeValues: { ':none': { N: '0' }, ':one': { N: '1' }, ':most': { N: '5' }, ':no': { BOOL: false } },
}

let heard: (answer: string) => void = () => undefined
const ask = (): Promise<string> => {
  const body = JSON.stringify(input)
  const headers = sign(body, Date.now())
  return new Promise((resolve) => {
    heard = resolve
    parentPort?.postMessage({ kind: 'asks', headers, body })
  })
}

type Heard = { readonly kind: 'job' | 'told'; readonly body: string }

parentPort?.on('message', async ({ kind, body }: Heard) => {
  if (kind === 'told') return heard(body)
  const event: unknown = JSON.parse(body)
  let last: unknown
  for (let asked = 0; asked < ASKS; asked++) last = JSON.parse(await ask())
  parentPort?.postMessage({ kind: 'done', body: JSON.stringify({ loginId: 'bare', event, last }) })
})
