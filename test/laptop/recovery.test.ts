// What docs/recovery.md tells to do, done: each release of the settings is a start of the laptop over the same data, as a deployment is in an account.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { App } from 'aws-cdk-lib'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { routes } from '#lambdas/routes'
import { type Assembly, readAssembly } from '#laptop/assembly'
import { type Laptop, startLaptop } from '#laptop/laptop'
import { freePort } from '#laptop/own-address'
import { type KeySettings, stages } from '#lib/stages'
import { stackOf } from '#support/template'

const PHONE = '+447700900123'
const MAIL = 'anna@example.com'
const PIN = '836194'
const PASSWORD = 'seven quiet otters'
const doors = routes.filter(({ route }) =>
  /^\S+ \/(login|pin-reset|password-reset|session|operator|\.well-known|me)(\/|$)/.test(route),
)

const folders: string[] = []
const folder = (name: string): string => {
  folders.push(mkdtempSync(join(tmpdir(), `latchkey-${name}-`)))
  return folders.at(-1) ?? ''
}
after(() => folders.forEach((one) => void rmSync(one, { recursive: true, force: true })))

const releaseWith = (keys: KeySettings, bundling: readonly string[]): Assembly => {
  const outdir = folder('release')
  const metadata = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true }
  const context = { ...metadata, 'aws:cdk:bundling-stacks': bundling }
  const app = new App({ outdir, context, builtinCloudFormationValidation: false })
  stackOf({ ...stages.dev, keys }, { doors, pages: 'off' }, app)
  app.synth()
  return readAssembly(outdir)
}

type Resources = {
  readonly Resources: Record<string, { Type: string; Metadata?: object; Properties: { Code?: object } }>
}

/** Where point-in-time recovery would put its copy. */
const Restored = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'people-restored',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
}

const first = releaseWith({ pin: 1, signing: [1] }, ['**'])

/** The release with these keys. Its code is the first one's: bundles know nothing of settings, and take the longest to make. */
const assemblyWith = (keys: KeySettings): Assembly => {
  const { Resources, ...rest } = releaseWith(keys, []).template as Resources
  const code = (first.template as Resources).Resources
  const coded = Object.entries(Resources).map(([id, resource]) => {
    const { Metadata, Properties } = code[id] ?? resource
    if (resource.Type !== 'AWS::Lambda::Function' || Properties.Code === undefined) return [id, resource]
    return [id, { ...resource, Metadata, Properties: { ...resource.Properties, Code: Properties.Code } }]
  })
  return { template: { ...rest, Resources: { ...Object.fromEntries(coded), Restored } }, assetsDir: first.assetsDir }
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

type Said = { readonly status: number; readonly body: Record<string, string> }

/** One account: whatever is deployed in it, its people are still there. */
const account = async () => {
  const [dataDir, port] = [folder('data'), await freePort()]
  const url = `http://127.0.0.1:${port}`
  let laptop: Laptop | undefined
  after(() => laptop?.stop())
  const ask = async (method: string, path: string, body?: object, token?: string): Promise<Said> => {
    // Another laptop answers at this address after each deployment.
    const headers = {
      'content-type': 'application/json',
      connection: 'close',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    const reply = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await reply.text()
    return { status: reply.status, body: text === '' ? {} : JSON.parse(text) }
  }
  const running = (): Laptop => {
    assert.ok(laptop)
    return laptop
  }
  return {
    ask,
    running,
    secrets: () => new SecretsManagerClient({ endpoint: running().awsUrl, region: 'us-east-1', credentials }),
    async deploy(keys: KeySettings): Promise<void> {
      await laptop?.stop()
      laptop = await startLaptop({ ...assemblyWith(keys), port, dataDir, quiet: true })
    },
    async codeTo(to: string): Promise<string> {
      await running().settled()
      return (
        running()
          .outbox.list(to)
          .findLast(({ code }) => code !== undefined)?.code ?? ''
      )
    },
    async stop(): Promise<void> {
      assert.deepEqual(running().denials, [], 'no role was too small for what had to be done')
      await laptop?.stop()
    },
  }
}

type Account = Awaited<ReturnType<typeof account>>

const yes = ({ status, body }: Said): Record<string, string> => {
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

/** The forgotten-PIN journey, and the forgotten-password one. */
const reset = async ({ ask, codeTo }: Account, secret: { readonly pin: string } | { readonly password: string }) => {
  const withPin = 'pin' in secret
  const path = withPin ? '/pin-reset' : '/password-reset'
  const { resetId } = yes(await ask('POST', path, withPin ? { phone: PHONE } : { email: MAIL }))
  const steps = withPin
    ? ([
        ['sms-code', PHONE],
        ['email-code', MAIL],
      ] as const)
    : ([
        ['email-code', MAIL],
        ['sms-code', PHONE],
      ] as const)
  for (const [step, to] of steps) yes(await ask('POST', `${path}/${resetId}/${step}`, { code: await codeTo(to) }))
  yes(await ask('POST', `${path}/${resetId}/${withPin ? 'pin' : 'password'}`, secret))
}

const moveIn = async (it: Account): Promise<void> => {
  const smsBudget = { limit: '100.00', currency: 'EUR' }
  const made = await it.ask('POST', '/operator/organisations', { name: 'Clinic', defaultCountry: 'GB', smsBudget })
  const people = `/operator/organisations/${yes(made).organisationId}/people`
  yes(await it.ask('POST', people, { name: 'Anna', role: 'member', phone: PHONE, email: MAIL }))
  await reset(it, { pin: PIN })
}

const untilPin = async ({ ask, codeTo }: Account): Promise<string> => {
  const login = `/login/${yes(await ask('POST', '/login/phone', { phone: PHONE })).loginId}`
  yes(await ask('POST', `${login}/code`, { code: await codeTo(PHONE) }))
  return `${login}/pin`
}

const signIn = async (it: Account, pin = PIN) => yes(await it.ask('POST', await untilPin(it), { pin }))
const refresh = (it: Account, refreshToken: string | undefined) => it.ask('POST', '/session/refresh', { refreshToken })
const published = async ({ ask }: Account): Promise<{ keys: { kid: string }[] }> =>
  JSON.parse(JSON.stringify(yes(await ask('GET', '/.well-known/jwks.json'))))
const kidOf = (token = ''): string => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid
const meWith = async ({ ask }: Account, token: string | undefined) => (await ask('GET', '/me', undefined, token)).status

type Key = Readonly<Record<'pk' | 'sk', object>>
type StoredItem = Key & { readonly personId?: { readonly S: string } }
const itemsIn = ({ tables }: Laptop, TableName = ''): readonly StoredItem[] =>
  (tables.call('Scan', { TableName }) as { readonly Items: readonly StoredItem[] }).Items

const restorePeople = ({ running }: Account, ...args: readonly string[]) => {
  const { outputs, awsUrl } = running()
  const env = {
    AWS_ENDPOINT_URL: awsUrl,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'x',
  }
  const script = resolve(import.meta.dirname, '../../bin/restore-people.ts')
  const all = [script, '--to', outputs.PeopleTable ?? '', ...args]
  return promisify(execFile)(process.execPath, all, { env: { ...process.env, ...env } })
}

describe('what the runbook tells to do', () => {
  test('people who were lost are brought back from a copy of their table, and whatever they had begun has ended', async () => {
    const it = await account()
    await it.deploy({ pin: 1, signing: [1] })
    await moveIn(it)
    const { refreshToken, accessToken } = await signIn(it)
    const { tables, outputs } = it.running()
    const { PeopleTable: TableName } = outputs
    const copied = itemsIn(it.running(), TableName)
    for (const Item of copied) tables.call('PutItem', { TableName: 'people-restored', Item })
    assert.equal(copied.length, 5, 'an organisation, a person, their place, number and address')
    for (const { pk, sk } of copied) tables.call('DeleteItem', { TableName, Key: { pk, sk } })
    assert.equal(await meWith(it, accessToken), 401)
    assert.equal((await restorePeople(it, '--from', 'people-restored')).stdout, '1 of 1 people done\n')
    assert.equal(itemsIn(it.running(), TableName).length, 5)
    assert.equal((await refresh(it, refreshToken)).status, 401)
    const session = await signIn(it)

    await restorePeople(it, '--end-sessions')
    assert.equal((await refresh(it, session.refreshToken)).status, 401)
    await it.running().clock.advance(3_600)
    await signIn(it)

    const number = copied.find(({ pk }) => JSON.stringify(pk).includes('PHONE#'))
    const person = copied.find(({ sk }) => JSON.stringify(sk).includes('"PERSON"'))
    for (const gone of [number, person]) tables.call('DeleteItem', { TableName, Key: { pk: gone?.pk, sk: gone?.sk } })
    tables.call('PutItem', { TableName, Item: { ...number, personId: { S: 'somebody-else' } } })
    const id = person?.personId?.S ?? ''
    await assert.rejects(restorePeople(it, '--from', 'people-restored', '--person', id), {
      code: 1,
      stderr: new RegExp(`left as it is: ${id}`),
    })
    await assert.rejects(restorePeople(it), { code: 2, stdout: /--end-sessions/ })
    await it.stop()
  })

  test('a signing key is exchanged in four deployments, and nobody notices: two keys are published while two are about', async () => {
    const it = await account()
    await it.deploy({ pin: 1, signing: [1] })
    await moveIn(it)
    const first = await signIn(it)
    const [old] = (await published(it)).keys
    assert.equal(kidOf(first.accessToken), old?.kid)

    await it.deploy({ pin: 1, signing: [1, 2] })
    const both = (await published(it)).keys
    assert.equal(new Set(both.map(({ kid }) => kid)).size, 2)
    const second = yes(await refresh(it, first.refreshToken))
    assert.equal(kidOf(second.accessToken), old?.kid, 'the new one is published before it signs')

    await it.deploy({ pin: 1, signing: [2, 1] })
    const third = yes(await refresh(it, second.refreshToken))
    assert.notEqual(kidOf(third.accessToken), old?.kid)
    const anybody = createLocalJWKSet(await published(it))
    for (const { accessToken } of [first, second, third]) {
      await jwtVerify(accessToken ?? '', anybody, { audience: stages.dev.audience })
      assert.equal(await meWith(it, accessToken), 200)
    }

    await it.deploy({ pin: 1, signing: [2] })
    assert.deepEqual(
      (await published(it)).keys.map(({ kid }) => kid),
      [kidOf(third.accessToken)],
    )
    assert.deepEqual([await meWith(it, first.accessToken), await meWith(it, third.accessToken)], [401, 200])
    await it.stop()
  })

  test('a signing key is lost: its tokens are refused at once, sessions go on, and people sign in', async () => {
    const it = await account()
    await it.deploy({ pin: 1, signing: [1] })
    await moveIn(it)
    const { accessToken, refreshToken } = await signIn(it)
    await it.deploy({ pin: 1, signing: [2] })
    assert.equal(await meWith(it, accessToken), 401)
    const renewed = yes(await refresh(it, refreshToken))
    assert.equal(await meWith(it, renewed.accessToken), 200)
    await signIn(it)
    await it.stop()
  })

  test('the key of PINs is lost: nobody is told that the PIN was wrong, everybody resets, and then signs in', async () => {
    const it = await account()
    await it.deploy({ pin: 1, signing: [1] })
    await moveIn(it)
    await reset(it, { password: PASSWORD })
    const { refreshToken } = await signIn(it)
    await it.deploy({ pin: 2, signing: [1] })
    const refused = await it.ask('POST', await untilPin(it), { pin: PIN })
    assert.deepEqual([refused.status, refused.body.code], [423, 'pin_disabled'])
    const [known, unknown] = await Promise.all(
      [MAIL, 'nobody@example.com'].map((email) => it.ask('POST', '/login/email', { email, password: PASSWORD })),
    )
    assert.deepEqual([known?.status, known?.body.code], [401, 'wrong_password'])
    assert.deepEqual(Object.keys(known?.body ?? {}), Object.keys(unknown?.body ?? {}), 'a stranger learns nothing')
    yes(await refresh(it, refreshToken))
    await it.running().clock.advance(3_600)
    await reset(it, { pin: '395028' })
    await signIn(it, '395028')
    await reset(it, { password: 'eight noisy badgers' })
    const { next } = yes(await it.ask('POST', '/login/email', { email: MAIL, password: 'eight noisy badgers' }))
    assert.equal(next, 'code', 'the new password is right')
    await it.stop()
  })

  test('a pepper is exchanged: nobody notices, whether a code is on its way or a session is open', async () => {
    const it = await account()
    await it.deploy({ pin: 1, signing: [1] })
    await moveIn(it)
    const { refreshToken } = await signIn(it)
    const login = `/login/${yes(await it.ask('POST', '/login/phone', { phone: PHONE })).loginId}`
    const code = await it.codeTo(PHONE)
    const SecretId = it.running().outputs.PepperSecret
    const before = await it.secrets().send(new GetSecretValueCommand({ SecretId }))
    const SecretString = 'a new pepper, sixty-four letters and digits in an account, made by nobody'
    await it.secrets().send(new PutSecretValueCommand({ SecretId, SecretString }))
    // Warm functions go within hours by themselves; a deployment takes them at once.
    await it.deploy({ pin: 1, signing: [1] })
    const [now, previous] = await Promise.all(
      ['AWSCURRENT', 'AWSPREVIOUS'].map((VersionStage) =>
        it.secrets().send(new GetSecretValueCommand({ SecretId, VersionStage })),
      ),
    )
    assert.deepEqual([now?.SecretString, previous?.SecretString], [SecretString, before.SecretString])
    yes(await it.ask('POST', `${login}/code`, { code }))
    yes(await it.ask('POST', `${login}/pin`, { pin: PIN }))
    yes(await refresh(it, yes(await refresh(it, refreshToken)).refreshToken))
    await signIn(it)
    await it.stop()
  })
})
