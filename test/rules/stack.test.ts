import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { tasks } from '#lambdas/tasks'
import { latchkeyApp } from '#lib/latchkey-app'
import { type StageSettings, stages } from '#lib/stages'
import { contract } from '#runtime/contract'
import { sampleDoors, sampleTasks } from '#support/sample-doors'
import { resourcesOf, stackOf, templateOf } from '#support/template'

const parts = { doors: sampleDoors, tasks: sampleTasks }
const prod = templateOf('prod', parts)
const dev = templateOf('dev', parts)

const logsHeard = (template: Template): readonly unknown[] =>
  Object.values(resourcesOf(template, 'AWS::Logs::SubscriptionFilter')).map(({ Properties }) => Properties.LogGroupName)

describe('the stack', () => {
  test('opens one method per door: operators sign with IAM, everybody else comes as they are', () => {
    const methods = Object.values(resourcesOf(prod, 'AWS::ApiGateway::Method')).map(({ Properties }) => Properties)
    const doors = methods.filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS')
    assert.deepEqual(
      doors.map(({ AuthorizationType }) => AuthorizationType),
      ['NONE', 'NONE', 'NONE', 'AWS_IAM'],
    )
  })

  test('answers the questions of pages of allowed origins, with cookies, and never for operators', () => {
    const preflights = Object.values(resourcesOf(prod, 'AWS::ApiGateway::Method')).filter(
      ({ Properties }) => Properties.HttpMethod === 'OPTIONS',
    )
    assert.equal(preflights.length, 3)
    for (const preflight of preflights) {
      const said = JSON.stringify(preflight)
      assert.match(said, /'https:\/\/app\.example\.com'/)
      assert.match(said, /Allow-Credentials":"'true'/)
      assert.match(said, /header\.Cache-Control":"'no-store'"/)
      assert.match(said, /header\.Cache-Control":true/)
      assert.match(said, /content-type,authorization,latchkey-client,latchkey-device,idempotency-key,accept-language/)
    }
  })

  test('a stage without allowed origins answers no page of another origin', () => {
    const alone = { ...stages.prod, allowedOrigins: [] } satisfies StageSettings
    const methods = Object.values(stackOf(alone, parts).node.findAll()).map(({ node }) => node.id)
    assert.ok(!methods.includes('OPTIONS'))
  })

  test('the access log names no person: no address, no agent, no path with an id in it', () => {
    const [stage] = Object.values(resourcesOf(prod, 'AWS::ApiGateway::Stage'))
    const { Format: format = '' } = (stage?.Properties.AccessLogSetting ?? {}) as { readonly Format?: string }
    assert.deepEqual(Object.keys(JSON.parse(format)), [
      'requestId',
      'at',
      'method',
      'route',
      'status',
      'latencyMs',
      'functionMs',
      'refusedBy',
      'firewall',
    ])
    assert.doesNotMatch(format, /identity|sourceIp|userAgent|context\.path|requestOverride|authorizer/)
  })

  test('the gateway answers for itself as a problem that nobody keeps', () => {
    for (const [id, { Properties }] of Object.entries(resourcesOf(prod, 'AWS::ApiGateway::GatewayResponse'))) {
      const { ResponseParameters, ResponseTemplates, StatusCode } = Properties as Record<string, Record<string, string>>
      assert.equal(ResponseParameters?.['gatewayresponse.header.Content-Type'], "'application/problem+json'", id)
      assert.equal(ResponseParameters?.['gatewayresponse.header.Cache-Control'], "'no-store'", id)
      assert.equal(ResponseParameters?.['gatewayresponse.header.X-Content-Type-Options'], "'nosniff'", id)
      assert.match(ResponseParameters?.['gatewayresponse.header.Strict-Transport-Security'] ?? '', /max-age=63072000/)
      const body = JSON.parse(ResponseTemplates?.['application/json'] ?? '')
      const { retryAfterSeconds, ...said } = body
      assert.deepEqual(Object.keys(said).sort(), ['code', 'detail', 'requestId', 'status', 'title', 'type'], id)
      assert.equal(String(body.status), StatusCode, id)
      const header = ResponseParameters?.['gatewayresponse.header.Retry-After']
      assert.equal(header, body.status === 429 ? `'${retryAfterSeconds}'` : undefined, id)
    }
    prod.hasResourceProperties('AWS::ApiGateway::GatewayResponse', { ResponseType: 'DEFAULT_5XX' })
    prod.hasResourceProperties('AWS::ApiGateway::GatewayResponse', { ResponseType: 'DEFAULT_4XX' })
  })

  test('a flood is throttled, and stopped by the firewall where the stage has one', () => {
    prod.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: Match.arrayWith([Match.objectLike({ ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 2_000 })]),
    })
    prod.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1)
    dev.resourceCountIs('AWS::WAFv2::WebACL', 0)
  })

  test('no caller waits for a function longer than ten seconds, nor the workflow than thirty', () => {
    const functions = Object.values(prod.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties)
    const ours = functions.filter(({ Runtime }) => String(Runtime).startsWith('nodejs'))
    const seconds = new Set(ours.map(({ Timeout }) => Number(Timeout)))
    assert.deepEqual(
      [...seconds].sort((a, b) => a - b),
      [10, 30],
    )
    const waiting = ours.filter(({ Timeout }) => Number(Timeout) > 10)
    assert.ok(waiting.length <= tasks.length, `${waiting.length} functions wait longer`)
  })

  test('a message that could not be handed over is tried three times, not after its code has died, and then kept', () => {
    prod.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: Match.anyValue() },
    })
    prod.hasResourceProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true })
  })

  test('what became of text messages is heard from both logs of a stage that names one: what arrived, and what did not', () => {
    const smsDeliveryLog = 'sns/eu-west-2/111122223333/DirectPublishToPhoneNumber'
    const told = Template.fromStack(stackOf({ ...stages.prod, smsDeliveryLog }, { doors: sampleDoors, tasks }))
    assert.deepEqual(logsHeard(told), [smsDeliveryLog, `${smsDeliveryLog}/Failure`])
    assert.deepEqual(logsHeard(templateOf('prod', { doors: sampleDoors, tasks })), [])
    const [elsewhere] = latchkeyApp({ context: { stage: 'dev', smsDeliveryLog, 'aws:cdk:bundling-stacks': [] } }).node
      .children
    assert.ok(elsewhere instanceof Stack)
    assert.deepEqual(logsHeard(Template.fromStack(elsewhere)), [smsDeliveryLog, `${smsDeliveryLog}/Failure`])
  })

  test('every function runs on Node 24 and ARM, with a log that ends', () => {
    const functions = Object.values(resourcesOf(prod, 'AWS::Lambda::Function'))
    assert.equal(functions.length, sampleDoors.length + sampleTasks.length)
    for (const { Properties } of functions) {
      assert.equal(Properties.Runtime, 'nodejs24.x')
      assert.deepEqual(Properties.Architectures, ['arm64'])
      assert.ok(Properties.LoggingConfig)
    }
    for (const { Properties } of Object.values(resourcesOf(prod, 'AWS::Logs::LogGroup')))
      assert.equal(Properties.RetentionInDays, 90)
  })

  test('a door that needs what the stack does not hold stops synth and names it', () => {
    const door = contract({
      step: 'lost',
      route: 'GET /lost',
      summary: '',
      access: 'anyone',
      refuses: [],
      needs: ['messages'],
    })
    assert.throws(() => templateOf('dev', { doors: [door], tasks: [] }), /needs sendMessage/)
  })

  test('every journey together stays well below the 500 resources that one stack may have', () => {
    assert.ok(Object.keys(templateOf('prod').toJSON().Resources).length < 480)
  })
})
