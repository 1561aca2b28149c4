import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Template } from 'aws-cdk-lib/assertions'
import { TABLES } from '#adapters/keys'
import { type KeySettings, stages } from '#lib/stages'
import { sampleDoors, sampleTasks } from '#support/sample-doors'
import { listed, quickApp, resourcesOf, stackOf, templateOf } from '#support/template'

const parts = { doors: sampleDoors, tasks: sampleTasks }
const prod = templateOf('prod', parts)
const dev = templateOf('dev', parts)
const tables = Object.entries(resourcesOf(prod, 'AWS::DynamoDB::Table'))
const nameOf = (id: string): string =>
  Object.keys(TABLES).find((name) => id.toLowerCase().includes(`tables${name}`)) ?? id
// What others have written down: a domain, an issuer's host behind it, the bus they follow, the log they search, the workflow that is under way.
const addressed = [
  'AWS::ApiGateway::RestApi',
  'AWS::CloudFront::Distribution',
  'AWS::S3::Bucket',
  'AWS::Events::EventBus',
  'AWS::Logs::LogGroup',
  'AWS::StepFunctions::StateMachine',
]
const stateful = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::SQS::Queue']

describe('what a stack keeps', () => {
  test('every table is encrypted with our own key, billed by use, and has an end for its items or a way back', () => {
    assert.equal(tables.length, Object.keys(TABLES).length)
    for (const [id, { Properties }] of tables) {
      assert.deepEqual(
        Object.keys(Properties.SSESpecification as object).sort(),
        ['KMSMasterKeyId', 'SSEEnabled', 'SSEType'],
        id,
      )
      assert.equal(Properties.BillingMode, 'PAY_PER_REQUEST', id)
    }
  })

  test('what expires says so in `ttl`; people never expire', () => {
    const ttls = Object.fromEntries(
      tables.map(([id, { Properties }]) => [nameOf(id), Properties.TimeToLiveSpecification]),
    )
    const on = { AttributeName: 'ttl', Enabled: true }
    assert.deepEqual(ttls, { people: undefined, logins: on, trust: on, ledger: on })
  })

  test('the index by number holds keys alone, so that no step of a login is written twice', () => {
    const [, logins] = tables.find(([id]) => nameOf(id) === 'logins') ?? []
    const indexes = listed(logins?.Properties.GlobalSecondaryIndexes) as readonly { Projection: object }[]
    assert.deepEqual(
      indexes.map(({ Projection }) => Projection),
      [{ ProjectionType: 'KEYS_ONLY' }],
    )
  })

  test('the index by name holds keys alone, and no key of a table holds a name', () => {
    const [, people] = tables.find(([id]) => nameOf(id) === 'people') ?? []
    const [index] = listed(people?.Properties.GlobalSecondaryIndexes) as readonly {
      Projection: object
      KeySchema: readonly { AttributeName: string }[]
    }[]
    assert.deepEqual(index?.Projection, { ProjectionType: 'KEYS_ONLY' })
    assert.deepEqual(
      index?.KeySchema.map(({ AttributeName }) => AttributeName),
      ['listedIn', 'listedAs'],
    )
    for (const [id, { Properties }] of tables)
      for (const { AttributeName } of listed(Properties.KeySchema) as readonly { AttributeName: string }[])
        assert.match(AttributeName, /^[ps]k$/, id)
  })

  test('the deployment that takes an index away keeps its table', () => {
    const between = Template.fromStack(stackOf(stages.prod, parts, quickApp({ indexes: 'off' })))
    const found = resourcesOf(between, 'AWS::DynamoDB::Table')
    assert.deepEqual(Object.keys(found).sort(), tables.map(([id]) => id).sort())
    for (const [id, { Properties }] of Object.entries(found))
      assert.equal(Properties.GlobalSecondaryIndexes, undefined, id)
  })

  test('in production people, keys and secrets outlive the stack, and people can be brought back to any second', () => {
    const [, people] = tables.find(([id]) => nameOf(id) === 'people') ?? []
    assert.equal(people?.DeletionPolicy, 'Retain')
    assert.equal(people?.Properties.DeletionProtectionEnabled, true)
    assert.deepEqual(people?.Properties.PointInTimeRecoverySpecification, { PointInTimeRecoveryEnabled: true })
    for (const type of ['AWS::KMS::Key', 'AWS::SecretsManager::Secret']) {
      for (const [id, { DeletionPolicy }] of Object.entries(resourcesOf(prod, type)))
        assert.equal(DeletionPolicy, 'Retain', id)
    }
  })

  test('a stage that says so leaves nothing behind', () => {
    for (const type of stateful) {
      for (const [id, { DeletionPolicy, Properties }] of Object.entries(resourcesOf(dev, type))) {
        assert.equal(DeletionPolicy, 'Delete', id)
        assert.notEqual(Properties.DeletionProtectionEnabled, true, id)
      }
    }
  })

  test('a key that is deleted by mistake can be saved for thirty days', () => {
    for (const [id, { Properties }] of Object.entries(resourcesOf(prod, 'AWS::KMS::Key'))) {
      assert.equal(Properties.PendingWindowInDays, 30, id)
    }
  })

  test('a key that is exchanged is another key beside the first, which stays as it is', () => {
    const keyIds = (keys: KeySettings) =>
      Object.keys(resourcesOf(Template.fromStack(stackOf({ ...stages.prod, keys }, parts)), 'AWS::KMS::Key')).map(
        (id) => id.replace(/^AuthKeys|[0-9A-F]{8}$/g, ''),
      )
    assert.deepEqual(keyIds({ pin: 1, signing: [1] }).sort(), ['Pin', 'Signing', 'Storage'])
    assert.deepEqual(keyIds({ pin: 1, signing: [1, 2] }).sort(), ['Pin', 'Signing', 'Signing2', 'Storage'])
    assert.deepEqual(keyIds({ pin: 2, signing: [2] }).sort(), ['Pin2', 'Signing2', 'Storage'])
  })

  test('nothing that holds data or an address is replaced by a refactoring: its logical id is the one of the last release', () => {
    const whole = stackOf(stages.prod)
    const { site } = whole.auth
    assert.ok(site)
    const templates = [Template.fromStack(whole), Template.fromStack(site)]
    const now = [...stateful, ...addressed].flatMap((type) =>
      templates.flatMap((template) => Object.keys(resourcesOf(template, type)).map((id) => [id, type])),
    )
    const committed: unknown = JSON.parse(readFileSync(new URL('./stateful-ids.json', import.meta.url), 'utf8'))
    assert.deepEqual(Object.fromEntries(now.sort()), committed)
  })
})
