// The floor of what the laptop can reach: as many requests and signed questions as a sign-in has, a token's signature, and no step, rule or table.
// Started by `http.ts`.
import { generateKeyPairSync, sign as signToken } from 'node:crypto'
import { createServer } from 'node:http'
import { answerReader } from '#adapters/aws-answer'
import { awsSigner } from '#adapters/aws-signature'
import { doneNow, KEEP_ALIVE_MS, type Told } from './served.ts'

const tell = (told: Told): void => void process.send?.(told)
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const ASKS = 5
const credentials = { accessKeyId: 'BARE', secretAccessKey: 'bare' }
const named = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'DynamoDB_20120810.UpdateItem' }
const sign = awsSigner(credentials, { region: 'us-east-1', service: 'dynamodb', host: '127.0.0.1' })('/', named)
const input = {
  TableName: 'Bare',
  Key: { pk: { S: 'PERSON#somebody' }, sk: { S: 'PERSON' } },
  UpdateExpression: 'SET tries = if_not_exists(tries, :none) + :one, epoch = :epoch',
  ConditionExpression: 'attribute_exists(pk) AND tries < :most AND disabled = :no',
  ExpressionAttributeValues: { ':none': { N: '0' }, ':one': { N: '1' }, ':most': { N: '5' }, ':no': { BOOL: false } },
}
const item = JSON.stringify({ Attributes: { pk: { S: 'PERSON#somebody' }, tries: { N: '1' }, epoch: { N: '4' } } })
const answer = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${item.length}\r\n\r\n${item}`)

/** A question written and signed, its answer read a turn later. */
const ask = async (): Promise<unknown> => {
  const body = JSON.stringify(input)
  const bytes = Buffer.from(`${Object.entries(sign(body, Date.now())).join('\r\n')}${body}`)
  await new Promise(setImmediate)
  JSON.parse(bytes.toString().slice(-body.length))
  return JSON.parse(answerReader().hear(answer)?.answer.body ?? '')
}

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, async (request, response) => {
  let text = ''
  for await (const part of request) text += part
  const event: unknown = JSON.parse(JSON.stringify({ path: request.url, headers: request.headers, body: text }))
  let last: unknown
  for (let asked = 0; asked < ASKS; asked++) last = await ask()
  const body = JSON.stringify({ loginId: 'bare', event, last })
  if (request.url === '/pin') signToken('sha256', Buffer.from(body), privateKey)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
})
process.on('message', () => tell(doneNow()))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  tell({ kind: 'ready', url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
})
