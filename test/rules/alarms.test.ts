import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Template } from 'aws-cdk-lib/assertions'
import { canaryStage } from '#support/canary-stage'
import { resourcesOf, stackOf, templateOf } from '#support/template'

const prod = templateOf('prod')
const withCanary = Template.fromStack(stackOf({ ...canaryStage, alarmMail: 'on-call@example.com' }))
const alarmsIn = (template: Template) =>
  Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties)
const alarms = alarmsIn(prod)
const nameOf = ({ AlarmName }: (typeof alarms)[number]) => String(AlarmName).replace(/^latchkey-[a-z]+-/, '')
const [canary] = alarmsIn(withCanary).filter((alarm) => nameOf(alarm) === 'canary')
const runbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
const entries = [...runbook.matchAll(/^### ([a-z-]+)$/gm)].map(([, id]) => id)

describe('the alarms', () => {
  test('each says what is wrong and where it is written what to do, and that entry is there', () => {
    assert.ok(alarms.length >= 12)
    for (const { AlarmDescription } of alarmsIn(withCanary)) {
      const [, id] = /^[A-Z].+\. What to do: docs\/operations\.md#([a-z-]+)$/.exec(String(AlarmDescription)) ?? []
      assert.ok(id !== undefined && entries.includes(id), String(AlarmDescription))
    }
  })

  test('no entry of the runbook is about an alarm that is gone', () => {
    const rung = new Set([...alarms, ...alarmsIn(withCanary)].map(nameOf))
    assert.deepEqual([...entries].sort(), [...rung].sort())
  })

  test('each writes to somebody, and is quiet while nothing happens', () => {
    for (const { AlarmName, AlarmActions, TreatMissingData } of alarms) {
      assert.equal((AlarmActions as readonly unknown[]).length, 1, String(AlarmName))
      assert.equal(TreatMissingData, 'notBreaching', String(AlarmName))
    }
    prod.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' })
  })

  test('a canary that has fallen silent rings, and only a stage with one has its alarm', () => {
    assert.equal(canary?.TreatMissingData, 'breaching')
    assert.equal(canary?.Threshold, 2)
    assert.match(JSON.stringify(canary?.Metrics), /5 - passed/)
    assert.ok(!alarms.map(nameOf).includes('canary'))
    const [board] = Object.values(resourcesOf(withCanary, 'AWS::CloudWatch::Dashboard'))
    assert.match(JSON.stringify(board), /Sign-ins of the canary/)
    assert.doesNotMatch(JSON.stringify(resourcesOf(prod, 'AWS::CloudWatch::Dashboard')), /canary/)
  })

  test('no alarm reads more metrics than CloudWatch lets one read', () => {
    for (const { AlarmName, Metrics = [] } of alarms)
      assert.ok((Metrics as readonly unknown[]).length <= 10, String(AlarmName))
  })

  test('a stage whose alarms nobody reads has none', () => {
    templateOf('dev').resourceCountIs('AWS::CloudWatch::Alarm', 0)
  })

  test('what is counted is a line of ours: its words are words the functions write', () => {
    const patterns = Object.values(resourcesOf(withCanary, 'AWS::Logs::MetricFilter')).map(({ Properties }) =>
      String(Properties.FilterPattern),
    )
    const fields = new Set(patterns.flatMap((pattern) => [...pattern.matchAll(/\$\.(\w+)/g)].map(([, field]) => field)))
    assert.deepEqual([...fields].sort(), ['code', 'errorName', 'message', 'status', 'step'])
  })
})
