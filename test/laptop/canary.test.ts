import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { fixedCode } from '#adapters/fixed-codes'
import { type Laptop, startLaptop } from '#laptop/laptop'
import { canaryStage } from '#support/canary-stage'
import { stageAssembly } from '#support/stage-assembly'

const PIN = '836194'
const MAIL = 'canary@example.com'
const [tested] = canaryStage.testNumbers
const phone = tested?.number ?? ''

describe('the canary', () => {
  const lines: string[] = []
  const { template, assetsDir } = stageAssembly(canaryStage)
  let laptop: Laptop
  after(() => rmSync(assetsDir, { recursive: true, force: true }))
  after(() => laptop.stop())

  const post = async (path: string, body: object): Promise<Readonly<Record<string, string>>> => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${laptop.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await reply.text()
    assert.ok(reply.ok, `${path}: ${text}`)
    return JSON.parse(text)
  }
  const secret = async (operation: string, input: object): Promise<{ readonly SecretString: string }> => {
    const headers = {
      'x-amz-target': `secretsmanager.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/secretsmanager/aws4_request',
    }
    const reply = await fetch(laptop.awsUrl, { method: 'POST', headers, body: JSON.stringify(input) })
    assert.ok(reply.ok)
    return (await reply.json()) as { readonly SecretString: string }
  }
  const tellPin = (pin: string) =>
    secret('PutSecretValue', { SecretId: laptop.outputs.CanaryPinSecret, SecretString: pin })
  const canary = () => {
    const found = laptop.functions.all().find(({ plan }) => plan.path.includes('canary'))
    assert.ok(found)
    return found
  }
  /** One run, as the schedule would start it, and what its error was called. */
  const flies = async (): Promise<string | undefined> => {
    const { failed } = await canary().invoke('{}')
    await laptop.settled()
    const failures = lines.splice(0).filter((line) => line.includes('"failed"') && line.includes('"step":"canary"'))
    assert.equal(failures.length, failed ? 1 : 0)
    return failed ? JSON.parse(failures[0] ?? '{}').errorName : undefined
  }

  before(async () => {
    const onLine = (_: string, line: string) => void lines.push(line)
    laptop = await startLaptop({ template, assetsDir, port: 0, onLine })
    const smsBudget = { limit: '1.00', currency: 'USD' }
    const made = await post('/operator/organisations', { name: 'Canaries', defaultCountry: 'US', smsBudget })
    const people = `/operator/organisations/${made.organisationId}/people`
    await post(people, { name: 'A Canary', role: 'member', phone, email: MAIL })
    const reset = `/pin-reset/${(await post('/pin-reset', { phone })).resetId}`
    const { SecretString: key } = await secret('GetSecretValue', { SecretId: laptop.outputs.TestCodesSecret })
    assert.ok(tested)
    await post(`${reset}/sms-code`, { code: fixedCode(key, tested) })
    await laptop.settled()
    await post(`${reset}/email-code`, { code: laptop.outbox.list(MAIL).at(-1)?.code })
    await post(`${reset}/pin`, { pin: PIN })
    await laptop.settled()
  })

  test('before anybody has told it a PIN it says so, and tries none', async () => {
    assert.equal(await flies(), 'canary_stopped_at_start: no_pin')
    assert.equal(laptop.outbox.list(phone).length, 0)
  })

  test('signs in and out with a test number each minute of an hour, and nothing is sent, paid or left behind', async () => {
    await tellPin(PIN)
    for (let minute = 0; minute < 60; minute++) {
      assert.equal(await flies(), undefined, `minute ${minute}`)
      await laptop.clock.advance(60)
    }
    assert.deepEqual(laptop.outbox.list(phone), [])
    const left = laptop.tables.call('Scan', { TableName: laptop.outputs.TrustTable })
    const places = left.Items as readonly { readonly endedAt?: unknown; readonly secretHash?: unknown }[]
    assert.ok(
      places.every(({ endedAt, secretHash }) => endedAt !== undefined && secretHash === undefined),
      'no session and no device stays, only the places that sessions had',
    )
    await laptop.clock.advance(3 * 86_400)
    laptop.sweep()
    const later = laptop.tables.call('Scan', { TableName: laptop.outputs.TrustTable, Select: 'COUNT' })
    assert.equal(later.Count, 0, 'and these not for long')
    assert.deepEqual(laptop.denials, [])
  })

  test('a door that is closed, a provider that is down and a wrong PIN each stop it at its place', async () => {
    await laptop.clock.advance(3_600)
    laptop.faults.add('keys', 'provider_down', 9)
    assert.match((await flies()) ?? '', /^canary_stopped_at_pin: unavailable$/)
    laptop.faults.clear()
    await laptop.clock.advance(60)
    await tellPin('290461')
    assert.equal(await flies(), 'canary_stopped_at_pin: wrong_pin')
    await tellPin(PIN)
    await laptop.clock.advance(120)
    assert.equal(await flies(), undefined, 'a PIN that was put right counts from the next run')
  })

  test('its lines hold no number, code, PIN or token, whatever went wrong', async () => {
    await tellPin('290461')
    await canary().invoke('{}')
    await laptop.settled()
    const said = lines.splice(0).join('\n')
    assert.match(said, /canary_stopped_at_pin/)
    const { SecretString: key } = await secret('GetSecretValue', { SecretId: laptop.outputs.TestCodesSecret })
    assert.ok(tested)
    for (const held of ['290461', PIN, phone.slice(1), fixedCode(key, tested), key, 'eyJ', 'lkr1.', 'lkd1.'])
      assert.ok(!said.includes(held), held)
  })

  test('after the end of its number it says so', async () => {
    await laptop.clock.advance((Date.parse(tested?.endsAt ?? '') - laptop.clock.now()) / 1000 + 1)
    assert.equal(await flies(), 'canary_stopped_at_start: number_ended')
  })
})
