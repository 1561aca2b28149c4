import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { runTiny, type TinyStack } from './tiny-stack.ts'

// As the adapters' own client asks: by Node's `request`, taken from the process, over connections that stay open.
const code = `
const { Agent, request } = process.getBuiltinModule('node:http')
const agent = new Agent({ keepAlive: true })
const signature = (key) => 'AWS4-HMAC-SHA256 Credential=' + key + '/20261125/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0'
const seen = async (call) => {
  const events = []
  const over = new Promise((resolve) => call.once('close', resolve))
  call.once('error', (error) => events.push(error.message))
  const answer = await Promise.race([new Promise((resolve) => call.once('response', resolve)), over])
  if (!answer) return { events }
  let body = ''
  answer.setEncoding('utf8')
  for await (const part of answer) body += part
  return { events, status: answer.statusCode, body, date: answer.headers.date, socket: answer.socket !== undefined }
}
export const handler = async ({ to = process.env.AWS_ENDPOINT_URL, key = process.env.AWS_ACCESS_KEY_ID, operation, input, leave }) => {
  const { hostname, port } = new URL(to)
  const headers = { 'X-Amz-Target': 'DynamoDB_20120810.' + operation, ...(key ? { authorization: signature(key) } : {}) }
  const call = request({ hostname, port: Number(port), path: '/', method: 'POST', headers, agent })
  const answer = seen(call)
  call.end(JSON.stringify(input))
  if (leave) call.destroy(new Error('left'))
  return answer
}`

const stack: TinyStack = {
  functions: {
    Asks: {
      code,
      statements: [
        {
          Effect: 'Allow',
          Action: ['dynamodb:PutItem', 'dynamodb:GetItem'],
          Resource: { 'Fn::GetAtt': ['Things', 'Arn'] },
        },
      ],
    },
  },
  resources: {
    Things: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } },
  },
}

const [TableName, Key] = ['Latchkey-Things', { pk: { S: 'größe' } }]

test('what a function asks of AWS comes as a message: judged by its role and its key, answered with status, date and text', async () => {
  const calls: string[] = []
  await using laptop = await runTiny(stack, { onCall: ({ operation, error }) => calls.push(error ?? operation) })
  const ask = async (event: object) =>
    JSON.parse((await laptop.functions.find('Asks')?.invoke(JSON.stringify(event)))?.payload ?? '')
  await ask({ operation: 'PutItem', input: { TableName, Item: Key } })
  const read = await ask({ operation: 'GetItem', input: { TableName, Key } })
  assert.deepEqual([read.status, JSON.parse(read.body), read.socket], [200, { Item: Key }, false])
  assert.ok(Date.parse(read.date) > 0)
  assert.equal((await ask({ operation: 'DeleteItem', input: { TableName, Key } })).status, 400)
  assert.deepEqual(
    laptop.denials.map(({ caller, action }) => [caller, action]),
    [['Asks', 'dynamodb:DeleteItem']],
  )
  for (const key of ['LAPTOP9999STRANGER', '']) await ask({ operation: 'GetItem', input: { TableName, Key }, key })
  assert.deepEqual(calls, [
    'PutItem',
    'GetItem',
    'AccessDeniedException',
    'UnrecognizedClientException',
    'UnrecognizedClientException',
  ])
})

test('a function that leaves hears its own reason, and what it asked may have been done', async () => {
  await using laptop = await runTiny(stack)
  const event = { operation: 'PutItem', input: { TableName, Item: Key }, leave: true }
  const { payload = '' } = (await laptop.functions.find('Asks')?.invoke(JSON.stringify(event))) ?? {}
  assert.deepEqual(JSON.parse(payload), { events: ['left'] })
  assert.equal(laptop.tables.call('Scan', { TableName }).Count, 1)
})

test('every other address is asked over a socket', async () => {
  const server = createServer((_, response) => response.end('from outside')).listen(0, '127.0.0.1')
  await using laptop = await runTiny(stack)
  const address = server.address()
  const to = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const { payload = '' } = (await laptop.functions.find('Asks')?.invoke(JSON.stringify({ to, operation: 'x' }))) ?? {}
  const { status, body, socket } = JSON.parse(payload)
  assert.deepEqual([status, body, socket], [200, 'from outside', true])
  server.closeAllConnections()
  server.close()
})
