import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import * as dynamo from '@aws-sdk/client-dynamodb'
import * as events from '@aws-sdk/client-eventbridge'
import * as kms from '@aws-sdk/client-kms'
import * as lambda from '@aws-sdk/client-lambda'
import * as secrets from '@aws-sdk/client-secrets-manager'
import * as ses from '@aws-sdk/client-sesv2'
import * as sfn from '@aws-sdk/client-sfn'
import * as sns from '@aws-sdk/client-sns'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const stack: TinyStack = {
  functions: {
    Double: {
      code: 'export const handler = async ({ n }) => { if (n === 13) throw new RangeError("unlucky"); return { n: n * 2 } }',
    },
  },
  resources: {
    Things: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      },
    },
    Mac: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } },
    Signing: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' } },
    Sealing: { Type: 'AWS::KMS::Key', Properties: {} },
    SigningAlias: {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/signing', TargetKeyId: { Ref: 'Signing' } },
    },
    Pepper: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } },
    },
  },
}

const connect = (endpoint: string, key = 'test') => {
  const settings = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: key, secretAccessKey: 'x' },
    maxAttempts: 1,
  }
  return {
    dynamo: new dynamo.DynamoDBClient(settings),
    events: new events.EventBridgeClient(settings),
    kms: new kms.KMSClient(settings),
    lambda: new lambda.LambdaClient(settings),
    secrets: new secrets.SecretsManagerClient(settings),
    ses: new ses.SESv2Client(settings),
    sfn: new sfn.SFNClient(settings),
    sns: new sns.SNSClient(settings),
  }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('the real DynamoDB client stores, reads and explains a failed condition, by physical name, ARN and logical id', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } }
  await aws.dynamo.send(new dynamo.PutItemCommand({ TableName: 'Things', Item: { ...Key, n: { N: '1' } } }))
  const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Latchkey-Things'
  for (const TableName of ['Latchkey-Things', arn, 'Things']) {
    const { Item } = await aws.dynamo.send(new dynamo.GetItemCommand({ TableName, Key }))
    assert.deepEqual(Item, { ...Key, n: { N: '1' } })
  }
  const put = new dynamo.PutItemCommand({
    TableName: 'Things',
    Item: Key,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  await assert.rejects(aws.dynamo.send(put), (error) => {
    assert.ok(error instanceof dynamo.ConditionalCheckFailedException)
    assert.deepEqual(error.Item, { ...Key, n: { N: '1' } })
    return true
  })
  await assert.rejects(aws.dynamo.send(new dynamo.GetItemCommand({ TableName: 'Others', Key })), {
    name: 'ResourceNotFoundException',
  })
})

test('what several tables answer at once is answered under the names that were asked for', async () => {
  await using laptop = await runTiny(stack)
  const { dynamo: client } = connect(laptop.awsUrl)
  const Item = { pk: { S: 'a' }, sk: { S: 'b' } }
  for (const name of ['Things', 'Latchkey-Things', 'arn:aws:dynamodb:us-east-1:000000000000:table/Latchkey-Things']) {
    const put = { RequestItems: { [name]: [{ PutRequest: { Item } }] } }
    assert.deepEqual((await client.send(new dynamo.BatchWriteItemCommand(put))).UnprocessedItems, {})
    const { Responses } = await client.send(
      new dynamo.BatchGetItemCommand({ RequestItems: { [name]: { Keys: [Item] } } }),
    )
    assert.deepEqual(Responses, { [name]: [Item] })
  }
})

test('a transaction that fails says which item stood in its way', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const item = (sk: string) => ({ pk: { S: 'a' }, sk: { S: sk } })
  await aws.dynamo.send(new dynamo.PutItemCommand({ TableName: 'Things', Item: item('taken') }))
  const transaction = new dynamo.TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName: 'Things', Item: item('new') } },
      { Put: { TableName: 'Things', Item: item('taken'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ],
  })
  await assert.rejects(aws.dynamo.send(transaction), (error) => {
    assert.ok(error instanceof dynamo.TransactionCanceledException)
    assert.deepEqual(
      error.CancellationReasons?.map(({ Code }) => Code),
      ['None', 'ConditionalCheckFailed'],
    )
    return true
  })
  const { Count } = await aws.dynamo.send(new dynamo.ScanCommand({ TableName: 'Things' }))
  assert.equal(Count, 1)
})

test('an item that has outlived its time stays until somebody sweeps', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const soon = Math.floor(laptop.clock.now() / 1000) + 60
  const Item = { pk: { S: 'a' }, sk: { S: 'b' }, ttl: { N: String(soon) } }
  await aws.dynamo.send(new dynamo.PutItemCommand({ TableName: 'Things', Item }))
  await laptop.clock.advance(3600)
  const count = async () => (await aws.dynamo.send(new dynamo.ScanCommand({ TableName: 'Things' }))).Count
  assert.equal(await count(), 1)
  assert.equal(laptop.sweep(), 1)
  assert.equal(await count(), 0)
})

test('a MAC verifies for its own message and key, and is called invalid by the name adapters wait for', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const about = { KeyId: 'Mac', MacAlgorithm: 'HMAC_SHA_256' } as const
  const { Mac } = await aws.kms.send(new kms.GenerateMacCommand({ ...about, Message: bytes('pin') }))
  assert.equal(Mac?.length, 32)
  assert.equal((await aws.kms.send(new kms.VerifyMacCommand({ ...about, Message: bytes('pin'), Mac }))).MacValid, true)
  await assert.rejects(aws.kms.send(new kms.VerifyMacCommand({ ...about, Message: bytes('pan'), Mac })), {
    name: 'KMSInvalidMacException',
  })
  const wrongKey = new kms.GenerateMacCommand({ ...about, KeyId: 'Sealing', Message: bytes('pin') })
  await assert.rejects(aws.kms.send(wrongKey), { name: 'InvalidKeyUsageException' })
})

test('what the signing key signs, raw or as a digest, verifies with its public key', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const { PublicKey } = await aws.kms.send(new kms.GetPublicKeyCommand({ KeyId: 'alias/signing' }))
  assert.ok(PublicKey)
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
  const message = bytes('header.claims')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', message))
  for (const [Message, MessageType] of [
    [message, 'RAW'],
    [digest, 'DIGEST'],
  ] as const) {
    const sign = { KeyId: 'Signing', Message, MessageType, SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' } as const
    const { Signature } = await aws.kms.send(new kms.SignCommand(sign))
    assert.ok(Signature && verify('sha256', message, key, Signature), MessageType)
  }
})

test('sealed data opens with its encryption context and with no other', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const EncryptionContext = { person: 'p1', kind: 'phone' }
  const seal = { KeyId: 'Sealing', Plaintext: bytes('+447700900123'), EncryptionContext }
  const { CiphertextBlob } = await aws.kms.send(new kms.EncryptCommand(seal))
  const { Plaintext } = await aws.kms.send(
    new kms.DecryptCommand({ CiphertextBlob, EncryptionContext: { kind: 'phone', person: 'p1' } }),
  )
  assert.deepEqual(Plaintext, bytes('+447700900123'))
  const other = new kms.DecryptCommand({ CiphertextBlob, EncryptionContext: { person: 'p2', kind: 'phone' } })
  await assert.rejects(aws.kms.send(other), { name: 'InvalidCiphertextException' })
})

test('a generated secret is rotated without losing the one before', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const get = (VersionStage?: string) =>
    aws.secrets.send(new secrets.GetSecretValueCommand({ SecretId: 'Pepper', VersionStage }))
  const first = (await get()).SecretString
  assert.match(first ?? '', /^[A-Za-z0-9]{40}$/)
  await assert.rejects(get('AWSPREVIOUS'), { name: 'ResourceNotFoundException' })
  await aws.secrets.send(new secrets.PutSecretValueCommand({ SecretId: 'Pepper', SecretString: 'next' }))
  assert.equal((await get()).SecretString, 'next')
  assert.equal((await get('AWSPREVIOUS')).SecretString, first)
})

test('a text message and an e-mail arrive in the outbox with the code that was in them', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const Message = '012345 is your code <&>. Never share it.\n\n@example.com #012345'
  const MessageAttributes = { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'Latchkey' } }
  await aws.sns.send(new sns.PublishCommand({ PhoneNumber: '+447700900123', Message, MessageAttributes }))
  const Content = {
    Simple: {
      Subject: { Data: 'Your code' },
      Body: { Text: { Data: 'It is 654321.' }, Html: { Data: '<b>654321</b>' } },
    },
  }
  const Destination = { ToAddresses: ['Ann <ann@example.com>'] }
  await aws.ses.send(
    new ses.SendEmailCommand({ FromEmailAddress: 'Latchkey <no-reply@example.com>', Destination, Content }),
  )
  const [sms, email] = laptop.outbox.list()
  assert.deepEqual(
    [sms?.channel, sms?.to, sms?.from, sms?.text, sms?.code],
    ['sms', '+447700900123', 'Latchkey', Message, '012345'],
  )
  assert.deepEqual(
    [email?.channel, email?.to, email?.subject, email?.html, email?.code],
    ['email', 'ann@example.com', 'Your code', '<b>654321</b>', '654321'],
  )
  await assert.rejects(aws.sns.send(new sns.PublishCommand({ PhoneNumber: '0770', Message })), {
    name: 'InvalidParameterException',
  })
})

test('a function is called and answers, fails as Lambda says it, and runs later when it is only told', async () => {
  await using laptop = await runTiny(stack)
  const aws = connect(laptop.awsUrl)
  const call = (n: number, InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse') =>
    aws.lambda.send(
      new lambda.InvokeCommand({ FunctionName: 'Double', InvocationType, Payload: JSON.stringify({ n }) }),
    )
  const answer = await call(21)
  assert.deepEqual(JSON.parse(answer.Payload?.transformToString() ?? ''), { n: 42 })
  const failed = await call(13)
  assert.equal(failed.FunctionError, 'Unhandled')
  assert.equal(JSON.parse(failed.Payload?.transformToString() ?? '').errorType, 'RangeError')
  assert.equal((await call(1, 'Event')).StatusCode, 202)
  await laptop.settled()
})

test('events are kept where a test can see them', async () => {
  await using laptop = await runTiny(stack)
  const Entries = [{ Source: 'latchkey', DetailType: 'signed in', Detail: '{"personId":"p1"}' }]
  await connect(laptop.awsUrl).events.send(new events.PutEventsCommand({ Entries }))
  assert.deepEqual(
    laptop.events.list().map(({ bus, type, detail }) => ({ bus, type, detail })),
    [{ bus: 'default', type: 'signed in', detail: { personId: 'p1' } }],
  )
})

test('a stranger gets nothing, and what is not served says so', async () => {
  await using laptop = await runTiny(stack)
  const stranger = connect(laptop.awsUrl, 'AKIDSTRANGER')
  await assert.rejects(stranger.kms.send(new kms.GetPublicKeyCommand({ KeyId: 'Signing' })), {
    name: 'UnrecognizedClientException',
  })
  const aws = connect(laptop.awsUrl)
  await assert.rejects(aws.kms.send(new kms.ListKeysCommand({})), /does not serve kms:ListKeys|does not exist/)
  await assert.rejects(
    aws.sfn.send(
      new sfn.StartExecutionCommand({ stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:none' }),
    ),
    {
      name: 'StateMachineDoesNotExist',
    },
  )
})
