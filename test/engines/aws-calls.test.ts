import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import * as db from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import * as keys from '@aws-sdk/client-kms'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import * as flows from '@aws-sdk/client-sfn'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { awsClient } from '#adapters/aws-client'
import { awsJson } from '#adapters/aws-json'
import type { DynamoCalls } from '#adapters/dynamo-calls'
import { type EventCalls, events } from '#adapters/events'
import { invokeFromEnvironment } from '#adapters/invoke'
import type { KmsCalls } from '#adapters/kms'
import { mail } from '#adapters/mail'
import { sms } from '#adapters/sms'
import type { WorkflowCalls } from '#adapters/workflows'
import type { AuthEvent } from '#core/auth-event'

// Each call is made twice, by our client and by Amazon's own, to one server that keeps what came. What AWS would read must be the same.
type Came = { readonly method?: string; readonly path?: string; readonly headers: object; readonly body: unknown }

const READ_BY_AWS = ['content-type', 'x-amz-target', 'x-amz-invocation-type', 'x-amz-security-token', 'host']
const came: Came[] = []

const bodyOf = (request: IncomingMessage, text: string): unknown => {
  if (text === '' || String(request.headers['content-type']).includes('form')) {
    return Object.fromEntries([...new URLSearchParams(text)].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return JSON.parse(text)
}

const server = createServer(async (request, response) => {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  const headers = Object.fromEntries(READ_BY_AWS.map((name) => [name, request.headers[name]]))
  came.push({ method: request.method, path: request.url, headers, body: bodyOf(request, text) } as Came)
  const type = request.headers['content-type'] ?? 'application/json'
  const xml = '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>'
  const form = String(type).includes('form')
  response.writeHead(202, { 'content-type': form ? 'text/xml' : type }).end(form ? xml : '{}')
})

const ENVIRONMENT = {
  AWS_REGION: 'eu-north-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'a session',
} as const

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, ENVIRONMENT, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
})
after(() => {
  server.closeAllConnections()
  server.close()
})

/** The same call by us and by them. */
const alike = (name: string, ours: () => Promise<unknown>, theirs: () => Promise<unknown>) =>
  test(`${name} is asked as Amazon's own client asks it`, async () => {
    came.splice(0)
    await ours()
    await theirs()
    assert.equal(came.length, 2)
    const [mine, amazons] = came
    assert.deepEqual(mine, amazons)
  })

const values = { pk: { S: 'LOGIN#ä' }, n: { N: '1' } }
const key = { TableName: 'logins', Key: { pk: { S: 'a' } } }
const put = { TableName: 'logins', Item: values, ConditionExpression: 'attribute_not_exists(pk)' }
const update = { ...key, UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '2' } } }
const query = {
  TableName: 'logins',
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: 'a' } },
}
const both = { TransactItems: [{ Put: put }, { Update: update }], ClientRequestToken: 'token' }
const batch = { RequestItems: { logins: { Keys: [{ pk: { S: 'a' } }], ConsistentRead: true } } }

const ask: typeof awsJson<DynamoCalls> = (service, manners) => awsJson<DynamoCalls>(service, manners)
const dynamo = () => new db.DynamoDBClient({})

alike(
  'reading an item',
  () => ask('dynamodb')('GetItem', { ...key, ConsistentRead: true }),
  () => dynamo().send(new db.GetItemCommand({ ...key, ConsistentRead: true })),
)
alike(
  'reading several',
  () => ask('dynamodb')('BatchGetItem', batch),
  () => dynamo().send(new db.BatchGetItemCommand(batch)),
)
alike(
  'writing an item',
  () => ask('dynamodb')('PutItem', put),
  () => dynamo().send(new db.PutItemCommand(put)),
)
alike(
  'changing one',
  () => ask('dynamodb')('UpdateItem', update),
  () => dynamo().send(new db.UpdateItemCommand(update)),
)
alike(
  'deleting one',
  () => ask('dynamodb')('DeleteItem', key),
  () => dynamo().send(new db.DeleteItemCommand(key)),
)
alike(
  'a page of a partition',
  () => ask('dynamodb')('Query', query),
  () => dynamo().send(new db.QueryCommand(query)),
)
alike(
  'a transaction',
  () => ask('dynamodb')('TransactWriteItems', both),
  () => dynamo().send(new db.TransactWriteItemsCommand(both)),
)

const bytes = Buffer.from([0, 1, 254, 255])
const mac = { KeyId: 'pin', MacAlgorithm: 'HMAC_SHA_256' } as const
const signing = { KeyId: 'sign', SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256', MessageType: 'DIGEST' } as const
const kms = () => awsJson<KmsCalls>('kms')
const base64 = bytes.toString('base64')

alike(
  'a tag',
  () => kms()('GenerateMac', { ...mac, Message: base64 }),
  () => new keys.KMSClient({}).send(new keys.GenerateMacCommand({ ...mac, Message: bytes })),
)
alike(
  'the check of a tag',
  () => kms()('VerifyMac', { ...mac, Message: base64, Mac: base64 }),
  () => new keys.KMSClient({}).send(new keys.VerifyMacCommand({ ...mac, Message: bytes, Mac: bytes })),
)
alike(
  'a signature',
  () => kms()('Sign', { ...signing, Message: base64 }),
  () => new keys.KMSClient({}).send(new keys.SignCommand({ ...signing, Message: bytes })),
)
alike(
  'a public key',
  () => kms()('GetPublicKey', { KeyId: 'sign' }),
  () => new keys.KMSClient({}).send(new keys.GetPublicKeyCommand({ KeyId: 'sign' })),
)

type SecretCalls = { GetSecretValue: { in: { SecretId: string; VersionStage: string }; out: object } }
const secret = { SecretId: 'pepper', VersionStage: 'AWSPREVIOUS' }
alike(
  'a secret',
  () => awsJson<SecretCalls>('secrets')('GetSecretValue', secret),
  () => new SecretsManagerClient({}).send(new GetSecretValueCommand(secret)),
)

const workflows = () => awsJson<WorkflowCalls>('workflows')
const run = { stateMachineArn: 'arn:aws:states:eu-north-1:000000000000:stateMachine:reset', name: 'r', input: '{}' }
const done = { taskToken: 't', output: '{}' }
const over = { taskToken: 't', error: 'closed' }
alike(
  'a run of the workflow',
  () => workflows()('StartExecution', run),
  () => new flows.SFNClient({ disableHostPrefix: true }).send(new flows.StartExecutionCommand(run)),
)
alike(
  'a callback',
  () => workflows()('SendTaskSuccess', done),
  () => new flows.SFNClient({}).send(new flows.SendTaskSuccessCommand(done)),
)
alike(
  'a callback that ends the task',
  () => workflows()('SendTaskFailure', over),
  () => new flows.SFNClient({}).send(new flows.SendTaskFailureCommand(over)),
)

const at = '2026-11-21T12:00:00.250Z'
alike(
  'an event',
  () => events(awsJson<EventCalls>('events'), 'bus').publish([{ type: 'signed_in', at } as unknown as AuthEvent]),
  () =>
    new EventBridgeClient({}).send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'bus',
            Source: 'latchkey',
            DetailType: 'signed_in',
            Time: new Date(at),
            Detail: JSON.stringify({ type: 'signed_in', at }),
          },
        ],
      }),
    ),
)

const sender = 'arn:aws:lambda:eu-north-1:000000000000:function:send'
for (const [how, type] of [
  ['event', 'Event'],
  ['answer', 'RequestResponse'],
] as const) {
  alike(
    `a function, for its ${how}`,
    () => invokeFromEnvironment()(sender, how, { job: 'ü' }),
    () =>
      new LambdaClient({}).send(
        new InvokeCommand({ FunctionName: sender, InvocationType: type, Payload: Buffer.from('{"job":"ü"}') }),
      ),
  )
}

const attribute = (StringValue: string) => ({ DataType: 'String', StringValue })
alike(
  'a text message',
  () => sms(awsClient('sms')).send({ to: '+447700900123', text: 'Käännös 100 % & 123456+7', senderId: 'Example' }),
  () =>
    new SNSClient({}).send(
      new PublishCommand({
        PhoneNumber: '+447700900123',
        Message: 'Käännös 100 % & 123456+7',
        MessageAttributes: {
          'AWS.SNS.SMS.SMSType': attribute('Transactional'),
          'AWS.SNS.SMS.SenderID': attribute('Example'),
          'AWS.SNS.SMS.MaxPrice': attribute('0.50'),
        },
      }),
    ),
)

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })
alike(
  'a letter',
  () =>
    mail(awsClient('mail'), 'watched').send({
      to: 'anna@example.com',
      from: 'no-reply@example.com',
      subject: 'Käännös',
      text: 'a',
      html: '<p>a</p>',
    }),
  () =>
    new SESv2Client({}).send(
      new SendEmailCommand({
        FromEmailAddress: 'no-reply@example.com',
        Destination: { ToAddresses: ['anna@example.com'] },
        Content: { Simple: { Subject: utf8('Käännös'), Body: { Text: utf8('a'), Html: utf8('<p>a</p>') } } },
        ConfigurationSetName: 'watched',
      }),
    ),
)
