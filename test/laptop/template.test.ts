import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRecord } from '#laptop/reading'
import { readStack } from '#laptop/stack-plan'
import { Template } from '#laptop/template'

const place = { stack: 'S', region: 'eu-west-2', account: '000000000000' }

const resolved = (value: unknown, around: object = {}): unknown => {
  const { Resources = {}, ...sections } = around as { Resources?: object }
  const template = new Template(
    {
      ...sections,
      Resources: {
        Probe: { Type: 'AWS::Lambda::Function', Properties: { Value: value } },
        Things: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Join': ['-', ['a', 'b']] } } },
        ...Resources,
      },
    },
    place,
  )
  return template.resources().find(({ id }) => id === 'Probe')?.properties.Value
}

const conditions = {
  Parameters: { Stage: { Type: 'String', Default: 'dev' } },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
  },
  Mappings: { Sizes: { 'eu-west-2': { small: 7 } } },
}

const literal = (name: string): string => `$\{${name}}`

const facts: readonly (readonly [unknown, unknown])[] = [
  [{ Ref: 'AWS::Region' }, 'eu-west-2'],
  [{ Ref: 'Stage' }, 'dev'],
  [{ Ref: 'Things' }, 'a-b'],
  [{ 'Fn::GetAtt': ['Things', 'Arn'] }, 'arn:aws:dynamodb:eu-west-2:000000000000:table/a-b'],
  [{ 'Fn::GetAtt': 'Things.Arn' }, 'arn:aws:dynamodb:eu-west-2:000000000000:table/a-b'],
  [{ 'Fn::Join': ['/', ['x', { Ref: 'Things' }, 3]] }, 'x/a-b/3'],
  [
    { 'Fn::Sub': `${literal('Things.Arn')}/${literal('!No')}/${literal('AWS::AccountId')}` },
    `arn:aws:dynamodb:eu-west-2:000000000000:table/a-b/${literal('No')}/000000000000`,
  ],
  [{ 'Fn::Sub': [`${literal('X')}-${literal('Things')}`, { X: { Ref: 'Stage' } }] }, 'dev-a-b'],
  [{ 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Things' }] }] }, 'b'],
  [{ 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
  [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
  [{ 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  [
    [1, { 'Fn::If': ['IsProd', 2, { Ref: 'AWS::NoValue' }] }, 3],
    [1, 3],
  ],
  [{ kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
  [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 7],
  [
    { Ref: 'x', Other: 'y' },
    { Ref: 'x', Other: 'y' },
  ],
]

test('intrinsics give what CloudFormation gives', () => {
  for (const [value, expected] of facts) assert.deepEqual(resolved(value, conditions), expected, JSON.stringify(value))
})

test('whatever the laptop does not know stops the start by its name', () => {
  const unknown: readonly (readonly [unknown, object, RegExp])[] = [
    [{ 'Fn::ImportValue': 'x' }, {}, /Fn::ImportValue/],
    [{ 'Fn::GetAtt': ['Things', 'Colour'] }, {}, /attribute Colour of AWS::DynamoDB::Table/],
    [{ Ref: 'Nobody' }, {}, /no Nobody under Resources/],
    [{ 'Fn::Select': [5, ['a']] }, {}, /nothing at 5/],
    [{ Ref: 'Stage' }, { Parameters: { Stage: { Type: 'String' } } }, /Stage needs a default/],
    ['{{resolve:ssm:/x}}', {}, /dynamic reference/],
    [1, { Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: {} } } }, /AWS::EC2::Instance \(Web\)/],
    [{ 'Fn::If': ['Odd', 1, 2] }, { Conditions: { Odd: { 'Fn::Contains': [] } } }, /condition Fn::Contains/],
  ]
  for (const [value, around, message] of unknown) assert.throws(() => resolved(value, around), message)
})

test('a resource whose condition is false is not there', () => {
  const Resources = {
    Web: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
    Mail: { Type: 'AWS::SNS::Topic', Condition: 'IsDev' },
  }
  const ids = new Template({ ...conditions, Resources }, place).resources().map(({ id }) => id)
  assert.deepEqual(ids, ['Mail'])
})

const withMethod = (properties: object) => ({
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    M: { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'GET', ...properties } },
  },
})

test('an authorizer, an integration or code that the laptop cannot run stops the start', () => {
  const code = {
    Resources: {
      F: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler', Role: 'r', Code: { ZipFile: '' } } },
    },
  }
  const facts: readonly (readonly [unknown, RegExp])[] = [
    [withMethod({ AuthorizationType: 'CUSTOM' }), /authorization CUSTOM \(M\)/],
    [withMethod({ Integration: { Type: 'HTTP_PROXY' } }), /integration HTTP_PROXY \(M\)/],
    [
      withMethod({
        Integration: { Type: 'MOCK', IntegrationResponses: [{ ResponseTemplates: { a: '#set($x = 1)' } }] },
      }),
      /mapping template of M/,
    ],
    [code, /the code of function F is not an asset/],
  ]
  for (const [template, message] of facts) {
    assert.ok(isRecord(template))
    assert.throws(() => readStack(template), message)
  }
})
