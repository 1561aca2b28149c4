// A stage that gets a canary, as docs/deploy.md tells it: deployed over people and sessions, its person made, its PIN chosen and told.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { deploy, resourcesOf } from '#lib/emulator/deploy'
import type { Emulator } from '#lib/emulator/ministack'
import { stages } from '#lib/stages'
import { canaryStage } from '#support/canary-stage'
import { stageAssembly } from '#support/stage-assembly'

const PIN = '836194'
const mail = 'canary@example.com'
const [tested] = canaryStage.testNumbers
const phone = tested?.number ?? ''

/** An assembly whose public origin is where the emulator serves the API: there is no DNS there. */
const assemblyAt = (api: string): string => {
  const { assetsDir } = stageAssembly(canaryStage, 'on')
  for (const name of readdirSync(assetsDir).filter((file) => file.endsWith('.template.json'))) {
    const text = readFileSync(join(assetsDir, name), 'utf8')
    writeFileSync(join(assetsDir, name), text.replaceAll(stages.dev.publicOrigin, api))
  }
  return assetsDir
}

const printedCode = async (secret: string): Promise<string> => {
  const script = resolve(import.meta.dirname, '../../bin/test-codes.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--stage', 'dev', '--secret', secret])
  return new RegExp(`\\${phone} {2}(\\d{6})`).exec(stdout)?.[1] ?? ''
}

/** Has to come last: the issuer of tokens is another one afterwards. */
export const testCanary = (stack: Emulator, api: string): void => {
  test('a stage that is given a canary signs in with its test number, and says where it stopped when it cannot', async () => {
    const { expect } = await import('../contract/api.ts')
    const { newOrganisation } = await import('../contract/people.ts')
    const { nextCode, sentTo } = await import('../contract/post.ts')
    const assembly = assemblyAt(api)
    const { name, outputs } = await deploy(stack, assembly).finally(() => rmSync(assembly, { recursive: true }))
    const organisation = await newOrganisation({ defaultCountry: 'US' })
    const body = { name: 'A Canary', role: 'member', phone, email: mail }
    await expect(201, `POST /operator/organisations/${organisation}/people`, { body })
    const { resetId } = (await expect(200, 'POST /pin-reset', { body: { phone } })).body
    const code = await printedCode(outputs.TestCodesSecret ?? '')
    await expect(200, `POST /pin-reset/${resetId}/sms-code`, { body: { code } })
    await expect(200, `POST /pin-reset/${resetId}/email-code`, { body: { code: await nextCode(mail) } })
    await expect(200, `POST /pin-reset/${resetId}/pin`, { body: { pin: PIN } })

    const resources = Object.entries(await resourcesOf(stack, name))
    const [, FunctionName] = resources.find(([id]) => /StepscanaryFunction/i.test(id)) ?? []
    assert.ok(
      resources.some(([id]) => /CanaryEachMinute/.test(id)),
      'something starts it each minute',
    )
    const lambda = new LambdaClient({})
    const flies = async (): Promise<string> => {
      const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName }))
      return FunctionError === undefined ? 'signed in' : Buffer.from(Payload ?? []).toString()
    }
    const tellPin = (SecretString: string) =>
      new SecretsManagerClient({}).send(new PutSecretValueCommand({ SecretId: outputs.CanaryPinSecret, SecretString }))
    assert.match(await flies(), /no_pin/)
    await tellPin(PIN)
    assert.equal(await flies(), 'signed in')
    await tellPin('290461')
    assert.match(await flies(), /wrong_pin/)
    assert.equal(await sentTo(phone), 0, 'a test number is sent nothing')
  })
}
