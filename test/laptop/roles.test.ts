import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allows, readPolicy, type Wish } from '#laptop/policy'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/t'
const key = 'arn:aws:kms:us-east-1:000000000000:key/k'
const phone = '+447700900123'

const allow = (Action: unknown, Resource: unknown, more: object = {}): unknown => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const onlyMac = { Condition: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } } }
const anyNumber = { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' }

const facts: readonly (readonly [string, readonly unknown[], Wish, boolean])[] = [
  ['nothing is granted by nothing', [], { action: 'dynamodb:GetItem', resource: table }, false],
  ['an exact action', [allow('dynamodb:GetItem', table)], { action: 'dynamodb:GetItem', resource: table }, true],
  [
    'an action in other letters',
    [allow('dynamodb:getitem', table)],
    { action: 'dynamodb:GetItem', resource: table },
    true,
  ],
  ['another action', [allow('dynamodb:GetItem', table)], { action: 'dynamodb:PutItem', resource: table }, false],
  ['a wildcard action', [allow(['dynamodb:*'], table)], { action: 'dynamodb:PutItem', resource: table }, true],
  [
    'an action that only begins alike',
    [allow('dynamodb:Get', table)],
    { action: 'dynamodb:GetItem', resource: table },
    false,
  ],
  [
    'a table does not grant its index',
    [allow('dynamodb:Query', table)],
    { action: 'dynamodb:Query', resource: `${table}/index/i` },
    false,
  ],
  [
    'every index',
    [allow('dynamodb:Query', `${table}/index/*`)],
    { action: 'dynamodb:Query', resource: `${table}/index/i` },
    true,
  ],
  ['a dot in a pattern is a dot', [allow('kms:Sign', 'a.b')], { action: 'kms:Sign', resource: 'axb' }, false],
  ['a question mark is one letter', [allow('kms:Sign', 'a?b')], { action: 'kms:Sign', resource: 'axb' }, true],
  [
    'another resource',
    [allow('dynamodb:GetItem', table)],
    { action: 'dynamodb:GetItem', resource: `${table}2` },
    false,
  ],
  [
    'a condition that holds',
    [allow('kms:VerifyMac', key, onlyMac)],
    { action: 'kms:VerifyMac', resource: key, context: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
    true,
  ],
  [
    'a condition that does not',
    [allow('kms:VerifyMac', key, onlyMac)],
    { action: 'kms:VerifyMac', resource: key, context: { 'kms:MacAlgorithm': 'HMAC_SHA_512' } },
    false,
  ],
  [
    'a condition on what the call does not say',
    [allow('kms:VerifyMac', key, onlyMac)],
    { action: 'kms:VerifyMac', resource: key },
    false,
  ],
  ['a number is no topic', [anyNumber], { action: 'sns:Publish', resource: phone }, true],
  ['a topic is', [anyNumber], { action: 'sns:Publish', resource: 'arn:aws:sns:us-east-1:000000000000:alarms' }, false],
  [
    'a denial beats a grant',
    [allow('*', '*'), { Effect: 'Deny', Action: 'kms:Sign', Resource: '*' }],
    { action: 'kms:Sign', resource: key },
    false,
  ],
  [
    'a denial of something else does not',
    [allow('*', '*'), { Effect: 'Deny', Action: 'kms:Sign', Resource: '*' }],
    { action: 'kms:GetPublicKey', resource: key },
    true,
  ],
  [
    'all but one action',
    [{ Effect: 'Allow', NotAction: 'kms:Sign', Resource: '*' }],
    { action: 'kms:Sign', resource: key },
    false,
  ],
]

test('policies are judged as IAM judges them', () => {
  for (const [name, Statement, wish, expected] of facts)
    assert.equal(allows(readPolicy({ Statement }), wish), expected, name)
})

test('a condition that the laptop could only guess at stops the start', () => {
  for (const Condition of [
    { StringEquals: { 'aws:PrincipalTag/x': 'y' } },
    { NumericLessThan: { 'kms:MacAlgorithm': '1' } },
  ]) {
    assert.throws(
      () => readPolicy({ Statement: allow('kms:Sign', key, { Condition }) }),
      /cannot judge policy condition/,
    )
  }
})

const store = `
const require = process.getBuiltinModule('node:module').createRequire(import.meta.url)
const { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } = require('@aws-sdk/client-dynamodb')
const { KMSClient, GenerateMacCommand } = require('@aws-sdk/client-kms')
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda')
const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId } = process.env
const mine = { endpoint, region, credentials: { accessKeyId, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY } }
const dynamo = new DynamoDBClient(mine), kms = new KMSClient(mine), lambda = new LambdaClient(mine)
const TableName = process.env.TABLE, Item = { pk: { S: 'a' } }
const work = {
  put: () => dynamo.send(new PutItemCommand({ TableName, Item })),
  check: () => dynamo.send(new TransactWriteItemsCommand({ TransactItems: [
    { ConditionCheck: { TableName, Key: Item, ConditionExpression: 'attribute_not_exists(pk)' } } ] })),
  mac: () => kms.send(new GenerateMacCommand({ KeyId: process.env.KEY, Message: Buffer.from('x'), MacAlgorithm: 'HMAC_SHA_256' })),
  call: () => lambda.send(new InvokeCommand({ FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME, Payload: '{}' })),
}
export const handler = async (event) => {
  try { await work[event.queryStringParameters.do](); return { statusCode: 200, body: 'done' } }
  catch (error) { return { statusCode: 200, body: error.name } }
}`

const stackWith = (statements: readonly unknown[]): TinyStack => ({
  functions: {
    Store: {
      code: store,
      statements,
      environment: { TABLE: { Ref: 'Things' }, KEY: { 'Fn::GetAtt': ['Mac', 'Arn'] } },
    },
  },
  routes: { 'GET /': 'Store' },
  resources: {
    Things: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } },
    Mac: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'HMAC_256' } },
  },
})

const mayPut = allow('dynamodb:PutItem', { 'Fn::GetAtt': ['Things', 'Arn'] })
const mayMac = allow('kms:GenerateMac', { 'Fn::GetAtt': ['Mac', 'Arn'] }, onlyMac)

test('a function does what its own role grants, and the rest is refused, printed and remembered', async (t) => {
  const printed = t.mock.method(console, 'error', () => {})
  await using laptop = await runTiny(stackWith([mayPut, mayMac]))
  const ask = async (what: string) => (await fetch(`${laptop.url}/?do=${what}`)).text()
  assert.equal(await ask('put'), 'done')
  assert.equal(await ask('mac'), 'done')
  assert.equal(laptop.denials.length, 0)
  assert.equal(await ask('check'), 'AccessDeniedException')
  assert.equal(await ask('call'), 'AccessDeniedException')
  assert.deepEqual(
    laptop.denials.map(({ caller, action }) => [caller, action]),
    [
      ['Store', 'dynamodb:ConditionCheckItem'],
      ['Store', 'lambda:InvokeFunction'],
    ],
  )
  assert.match(
    String(printed.mock.calls[0]?.arguments[0]),
    /Store may not dynamodb:ConditionCheckItem on arn:aws:dynamodb/,
  )
})

test('a grant that is taken away is missed at once', async (t) => {
  t.mock.method(console, 'error', () => {})
  await using laptop = await runTiny(stackWith([mayPut]))
  assert.equal(await (await fetch(`${laptop.url}/?do=put`)).text(), 'done')
  assert.equal(await (await fetch(`${laptop.url}/?do=mac`)).text(), 'AccessDeniedException')
})
