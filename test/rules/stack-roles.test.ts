import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'
import { doorOf, taskOf } from '#lib/entries'
import { grantsOf } from '#lib/grants'
import { stages } from '#lib/stages'
import { canaryStage } from '#support/canary-stage'
import { sampleDoors, sampleTasks } from '#support/sample-doors'
import { actionsOf, listed, resourcesOf, type Statement, stackOf, stepOf, templateOf } from '#support/template'

const sample = templateOf('prod', { doors: sampleDoors, tasks: sampleTasks })
const everything = templateOf('prod')
const usual = tasks.filter(({ where }) => where === undefined)
const withCanary = Template.fromStack(stackOf({ ...canaryStage, tracing: 'active' }))
const observing = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']

const may = (step: string): readonly string[] => actionsOf(stepOf(sample, step).statements)

const hasWildcard = (resource: unknown): boolean => JSON.stringify(resource).includes('*')
const isTracing = ({ Action }: Statement): boolean => listed(Action).every((action) => action.startsWith('xray:'))

const variable = 'LATCHKEY_TEST_CODES_SECRET'
const toldOfTestCodes = (template: typeof sample) =>
  JSON.stringify(template.toJSON()).includes(variable) || JSON.stringify(template.toJSON()).includes('TestCodes')

describe('the roles of a stack', () => {
  test('where a stage has test numbers, their key is read by whoever checks or sends codes; elsewhere there is none', () => {
    assert.equal(toldOfTestCodes(everything), false)
    const dev = templateOf('dev')
    const told = [...routes.map(doorOf), ...usual.map(taskOf)].filter(({ step }) => {
      const { Variables } = stepOf(dev, step).properties.Environment as { readonly Variables: object }
      return variable in Variables
    })
    assert.ok(told.length > 0)
    for (const { step, needs } of told) assert.ok(needs.includes('codes'), step)
    assert.ok(JSON.stringify(dev.toJSON()).includes(stages.dev.testNumbers[0].number))
    for (const { Properties } of Object.values(resourcesOf(dev, 'AWS::SecretsManager::Secret')))
      assert.ok(!('SecretString' in Properties))
  })

  test('the canary reads its PIN and the key of test codes, writes its lines, and may do nothing else', () => {
    assert.deepEqual(actionsOf(stepOf(withCanary, 'canary').statements), [
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:GetSecretValue',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ])
    const read = stepOf(withCanary, 'canary').statements.filter(({ Action }) => /secret/.test(String(Action)))
    const ids = [...JSON.stringify(read).matchAll(/"Ref":"Auth(\w+?)[0-9A-F]{8}"/g)].map(([, id]) => id)
    assert.deepEqual(ids.sort(), ['SecretsCanaryPin', 'SecretsTestCodes'])
    const timed = { Properties: { ScheduleExpression: Match.anyValue() } }
    assert.equal(Object.keys(withCanary.findResources('AWS::Events::Rule', timed)).length, 1)
    assert.deepEqual(
      everything.findResources('AWS::Events::Rule', timed),
      {},
      'a stage without one runs nothing by a clock',
    )
  })

  test('a step that checks a PIN cannot make one, and one that needs neither can do neither', () => {
    assert.ok(may('knock').includes('kms:VerifyMac'))
    assert.ok(!may('knock').includes('kms:GenerateMac'))
    assert.deepEqual(
      may('enrol').filter((action) => action.startsWith('kms:')),
      [],
    )
  })

  test('nobody signs tokens but the step that mints sessions', () => {
    assert.ok(may('knock').includes('kms:Sign'))
    for (const step of ['reseal', 'enrol', 'send-message']) assert.ok(!may(step).includes('kms:Sign'), step)
  })

  test('a key is used with the one algorithm it was made for', () => {
    const conditions = stepOf(sample, 'knock').statements.filter(({ Action }) => listed(Action)[0]?.startsWith('kms:'))
    assert.deepEqual(
      conditions.map(({ Action, Condition }) => [Action, Condition]),
      [
        ['kms:VerifyMac', { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } }],
        ['kms:Sign', { StringEquals: { 'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256' } }],
      ],
    )
  })

  test('the sender may text any number but no topic, and writes mail as the stage alone', () => {
    const [publish] = stepOf(sample, 'send-message').statements.filter(({ Action }) => Action === 'sns:Publish')
    assert.equal(publish?.NotResource, 'arn:aws:sns:*:*:*')
    const [mail] = stepOf(sample, 'send-message').statements.filter(({ Action }) => Action === 'ses:SendEmail')
    assert.deepEqual(mail?.Condition, { StringEquals: { 'ses:FromAddress': 'no-reply@example.com' } })
  })

  test('a function is told of the things it needs and of no others', () => {
    const { Variables } = stepOf(sample, 'look').properties.Environment as {
      readonly Variables: Record<string, unknown>
    }
    assert.deepEqual(Object.keys(Variables).sort(), [
      'LATCHKEY_CONTACT_SECRET',
      'LATCHKEY_EDGE_TOKEN',
      'LATCHKEY_LIMITS',
      'LATCHKEY_SIGNING_KEY',
      'LATCHKEY_STAGE',
      'LATCHKEY_TABLE_PEOPLE',
    ])
  })

  test('no step of a sign-in can make a PIN or a password', () => {
    for (const { step } of routes.filter(({ step }) => step.startsWith('login-'))) {
      assert.ok(!actionsOf(stepOf(everything, step).statements).includes('kms:GenerateMac'), step)
    }
  })
})

const stacks = [
  { name: 'the sample', steps: [...sampleDoors.map(doorOf), ...sampleTasks.map(taskOf)], template: sample },
  { name: 'every journey', steps: [...routes.map(doorOf), ...usual.map(taskOf)], template: everything },
  { name: 'a stage with a canary', steps: tasks.map(taskOf), template: withCanary },
]

// What a task's own queue and the streams it reads need, beside its ports.
const readingStreams = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']
const ownQueues: Readonly<Record<string, readonly string[]>> = {
  'send-message': ['sqs:SendMessage'],
  'publish-events': ['sqs:SendMessage', ...readingStreams.map((action) => `dynamodb:${action}`)],
}

for (const { name, steps, template } of stacks) {
  describe(`the roles of ${name}`, () => {
    test('no role holds an action that its contract does not need, and none is missing', () => {
      for (const { step, needs } of steps) {
        const besides = ownQueues[step] ?? []
        const needed = [...grantsOf(needs).flatMap(({ actions }) => actions), ...observing, ...besides]
        assert.deepEqual(actionsOf(stepOf(template, step).statements), [...new Set(needed)].sort(), step)
      }
    })

    test('no action and no resource is a wildcard, but for traces, which have no name', () => {
      for (const { step } of steps) {
        for (const statement of stepOf(template, step).statements) {
          assert.ok(!hasWildcard(statement.Action), `${step}: ${JSON.stringify(statement.Action)}`)
          assert.ok(
            isTracing(statement) || !hasWildcard(statement.Resource ?? ''),
            `${step}: ${JSON.stringify(statement)}`,
          )
        }
      }
    })
  })
}
