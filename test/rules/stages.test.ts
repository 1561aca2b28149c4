import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { latchkeyApp } from '#lib/latchkey-app'
import { checkedSettings, type StageSettings, stageNamed, stages } from '#lib/stages'
import { canaryStage } from '#support/canary-stage'
import { stackOf } from '#support/template'

const settingsWith = (change: Readonly<Record<string, unknown>>): StageSettings =>
  ({ ...stages.prod, ...change }) as unknown as StageSettings

const without = (name: keyof StageSettings): StageSettings => {
  const { [name]: _, ...rest } = stages.prod
  return rest as unknown as StageSettings
}

describe('the settings of a stage', () => {
  test('the stages in the repository are right', () => {
    for (const name of Object.keys(stages)) assert.equal(stageNamed(name).name, name)
  })

  for (const name of Object.keys(stages.prod) as (keyof StageSettings)[]) {
    test(`a stage without ${name} stops synth and says so`, () => {
      assert.throws(() => checkedSettings(without(name)), { message: new RegExp(`\\b${name} is missing`) })
    })
  }

  test('a misspelt setting stops synth with the name as it was written, and the one that is missed', () => {
    const misspelt = {
      ...without('publicOrigin'),
      publicOrigen: 'https://auth.example.com',
    } as unknown as StageSettings
    assert.throws(() => checkedSettings(misspelt), {
      message: /publicOrigen is not a setting; publicOrigin is missing/,
    })
  })

  const wrong: readonly (readonly [keyof StageSettings, unknown])[] = [
    ['name', 'Prod Stage'],
    ['publicOrigin', 'https://auth.example.com/'],
    ['publicOrigin', 'http://auth.example.com'],
    ['allowedOrigins', 'https://app.example.com'],
    ['allowedOrigins', ['*']],
    ['smsSenderId', '12345'],
    ['smsSenderId', 'TwelveLetters'],
    ['mailFrom', 'no-reply'],
    ['defaultCountry', 'uk'],
    ['countries', []],
    ['limits', { codeTriesPerLogon: 3 }],
    ['firewall', 'on'],
    ['firewall', { requestsPerAddress: 100 }],
    ['throttling', { requestsPerSecond: 0, burst: 1 }],
    ['logRetentionDays', 8],
    ['durables', 'keep'],
    ['keys', { pin: 0, signing: [1] }],
    ['keys', { pin: 1, signing: [] }],
    ['keys', { pin: 1, signing: [1, 1] }],
    ['keys', { pin: 1, signing: [1, 2, 3] }],
    ['keys', { pin: 1 }],
    ['alarmMail', ''],
    ['tracing', true],
    ['kind', 'staging'],
    ['smsFloods', 'off'],
    ['testNumbers', ['+447700900123']],
    ['testNumbers', [{ number: '07700 900123', endsAt: '2027-01-01T00:00:00Z' }]],
    ['testNumbers', [{ number: '+447700900123', endsAt: '2027-01-01' }]],
    ['testNumbers', [{ number: '+447700900123', endsAt: '2027-13-01T00:00:00Z' }]],
    ['testNumbers', [{ number: '+447700900123', endsAt: '2027-01-01T00:00:00Z', code: '123456' }]],
    ['testNumbers', Array(2).fill({ number: '+447700900123', endsAt: '2027-01-01T00:00:00Z' })],
  ]
  for (const [name, value] of wrong) {
    test(`${name} cannot be ${JSON.stringify(value)}`, () => {
      assert.throws(() => checkedSettings(settingsWith({ [name]: value })), {
        message: new RegExp(`\\b${name} must be`),
      })
    })
  }

  describe('a canary', () => {
    const faults = (change: Partial<StageSettings>) => () => checkedSettings({ ...canaryStage, ...change })

    test('signs in with one of the test numbers, in a stage for tests', () => {
      assert.doesNotThrow(faults({}))
      assert.throws(faults({ testNumbers: [] }), /canary.number must be one of testNumbers/)
      assert.throws(faults({ canary: { number: '+447700900123' } }), /canary.number must be one of testNumbers/)
      assert.throws(faults({ kind: 'live' }), /testNumbers are refused unless kind is 'test'/)
      assert.throws(faults({ canary: 'on' as 'off' }), /canary must be 'off' or \{ number \}/)
    })

    test('begins each minute, which the limits of the stage have to allow', () => {
      const windows = (most: number) => ({ startsPerNumber: [{ most, withinMs: 900_000 }] })
      assert.throws(faults({ limits: {} }), /limits.startsPerNumber must let it/)
      assert.throws(faults({ limits: windows(15) }), /limits.startsPerNumber must let it/)
      assert.doesNotThrow(faults({ limits: windows(16) }))
      assert.throws(faults({ limits: { ...windows(16), startsPerSourceAndHour: 60 } }), /startsPerSourceAndHour/)
    })
  })

  test('people whose country is the default one can sign in', () => {
    assert.throws(
      () => checkedSettings(settingsWith({ defaultCountry: 'FR' })),
      /defaultCountry must be one of countries/,
    )
  })

  test('no stage counts more starts of a number than one write can shift', () => {
    const windows = (most: number) => ({ startsPerNumber: [{ most, withinMs: 900_000 }] })
    assert.doesNotThrow(() => checkedSettings(settingsWith({ limits: windows(100) })))
    for (const most of [0, 101, 1.5]) {
      const limits = windows(most)
      assert.throws(() => checkedSettings(settingsWith({ limits })), /startsPerNumber must count 1 to 100 starts/)
    }
  })

  test('no stage lets a factor fail more than a hundred times in a row', () => {
    for (const limits of [
      { codeFailuresUntilDisabled: 71 },
      { codeFailuresUntilDisabledOfKnown: 31 },
      { pinFailuresUntilDisabled: 101 },
      { passwordFailuresUntilDisabled: 101 },
      { passwordFailuresUntilDisabledOfKnown: 101 },
    ])
      assert.throws(() => checkedSettings(settingsWith({ limits })), /no factor fail more than 100 times in a row/)
    assert.ok(checkedSettings(settingsWith({ limits: { codeFailuresUntilDisabled: 60 } })))
  })

  test('a stage that is no test stage cannot have test numbers', () => {
    const testNumbers = [{ number: '+447700900123', endsAt: '2027-01-01T00:00:00Z' }]
    const refused = /testNumbers are refused unless kind is 'test'/
    assert.throws(() => checkedSettings(settingsWith({ testNumbers })), refused)
    assert.throws(() => stackOf(settingsWith({ testNumbers })), refused)
    assert.ok(checkedSettings(settingsWith({ kind: 'test', testNumbers })))
  })

  test('a stage that does not exist stops synth with the names of those that do', () => {
    assert.throws(() => latchkeyApp({ context: { stage: 'prdo' } }), /stage "prdo" is not one of dev, prod/)
  })
})
