import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { GenerateMacCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { type Laptop, startLaptop } from '#laptop/laptop'
import { bundled, runTiny, type TinyStack, templateOf, workFolder } from './tiny-stack.ts'

const saying = (word: string): TinyStack => ({
  functions: {
    Say: { code: `let n = 0; export const handler = async () => ({ statusCode: 200, body: '${word}' + (n += 1) })` },
    Other: { code: 'let n = 0; export const handler = async () => ({ statusCode: 200, body: String(n += 1) })' },
  },
  routes: { 'GET /say': 'Say', 'GET /other': 'Other' },
  resources: {
    Things: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } },
    Mac: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'HMAC_256' } },
    Signing: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } },
    Pepper: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } },
  },
})

const get = async (laptop: Laptop, path: string): Promise<string> => (await fetch(`${laptop.url}${path}`)).text()

const materials = async (laptop: Laptop): Promise<readonly unknown[]> => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'x' }
  const settings = { endpoint: laptop.awsUrl, region: 'us-east-1', credentials }
  const [kms, secrets] = [new KMSClient(settings), new SecretsManagerClient(settings)]
  const mac = { KeyId: 'Mac', Message: new Uint8Array(4), MacAlgorithm: 'HMAC_SHA_256' } as const
  return [
    (await kms.send(new GenerateMacCommand(mac))).Mac,
    (await kms.send(new GetPublicKeyCommand({ KeyId: 'Signing' }))).PublicKey,
    (await secrets.send(new GetSecretValueCommand({ SecretId: 'Pepper' }))).SecretString,
  ]
}

test('changed code is picked up, its neighbours stay warm and the data stays', async () => {
  const folder = workFolder()
  await using laptop = await runTiny(saying('old'))
  laptop.tables.call('PutItem', { TableName: 'Latchkey-Things', Item: { pk: { S: 'kept' } } })
  assert.deepEqual([await get(laptop, '/say'), await get(laptop, '/other')], ['old1', '1'])
  writeFileSync(join(folder.path, 'index.mjs'), bundled(saying('new').functions.Say?.code ?? ''))
  assert.equal(await laptop.renew('say', folder.path), true)
  assert.equal(await laptop.renew('shout', folder.path), false)
  assert.deepEqual([await get(laptop, '/say'), await get(laptop, '/other')], ['new1', '2'])
  assert.equal(laptop.tables.call('Scan', { TableName: 'Latchkey-Things' }).Count, 1)
  folder.remove()
})

test('with a data folder, people, keys, secrets and the moved clock are there again after a restart', async () => {
  const [folder, data] = [workFolder(), workFolder()]
  const template = templateOf(saying('hello'), folder.path)
  const seed = async (it: Laptop): Promise<void> => {
    it.tables.call('PutItem', { TableName: 'Latchkey-Things', Item: { pk: { S: 'seeded' } } })
    it.tables.call('DeleteItem', { TableName: 'Latchkey-Things', Key: { pk: { S: 'gone' } } })
  }
  const options = { template, assetsDir: folder.path, port: 0, quiet: true, dataDir: data.path, seed }
  const living = async <T>(work: (laptop: Laptop) => Promise<T>): Promise<T> => {
    const laptop = await startLaptop(options)
    return work(laptop).finally(() => laptop.stop())
  }
  const before = await living(async (laptop) => {
    const Item = { pk: { S: 'seeded' }, n: { N: '12345678901234567890' } }
    laptop.tables.call('PutItem', { TableName: 'Latchkey-Things', Item })
    await laptop.clock.advance(86_400)
    return materials(laptop)
  })
  await living(async (laptop) => {
    const { Items } = laptop.tables.call('Scan', { TableName: 'Latchkey-Things' })
    assert.equal(JSON.stringify(Items), '[{"pk":{"S":"seeded"},"n":{"N":"12345678901234567890"}}]')
    assert.deepEqual(await materials(laptop), before)
    assert.equal(laptop.clock.offsetMs, 86_400_000)
  })
  writeFileSync(join(data.path, 'latchkey.json'), '{"half')
  await assert.rejects(startLaptop(options), /cannot be read; move it away/)
  folder.remove()
  data.remove()
})

test('two laptops at once know nothing of each other', async () => {
  await using one = await runTiny(saying('one'))
  await using two = await runTiny(saying('two'))
  await one.clock.advance(1000)
  assert.deepEqual([await get(one, '/say'), await get(two, '/say')], ['one1', 'two1'])
  assert.equal(two.clock.offsetMs, 0)
  assert.notDeepEqual(await materials(one), await materials(two))
})

test('a port that is taken is named, and nothing is left running', async () => {
  await using laptop = await runTiny(saying('first'))
  const port = Number(new URL(laptop.url).port)
  await assert.rejects(runTiny(saying('second'), { port }), new RegExp(`port ${port} is taken`))
})

test('stopping ends every worker, also one that is busy', async () => {
  const laptop = await runTiny({
    functions: {
      Slow: {
        code: 'export const handler = () => new Promise((done) => setTimeout(done, 60_000))',
        timeoutSeconds: 60,
      },
    },
    routes: { 'GET /': 'Slow' },
  })
  const asked = fetch(laptop.url).then(
    (reply) => reply.status,
    () => 'hung up',
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  await laptop[Symbol.asyncDispose]()
  assert.equal(await asked, 'hung up')
  await assert.rejects(fetch(laptop.url))
})

test('of many functions that were used only the last few stay in memory, and the others come back when asked', async () => {
  const names = Array.from({ length: 100 }, (_, at) => `F${at}`)
  const functions = Object.fromEntries(names.map((id) => [id, { code: `export const handler = async () => '${id}'` }]))
  await using laptop = await runTiny({ functions })
  const call = async (id: string): Promise<unknown> =>
    JSON.parse((await laptop.functions.find(id)?.invoke('{}'))?.payload ?? '')
  for (const id of names) assert.equal(await call(id), id)
  const warm = laptop.functions
    .all()
    .filter(({ warm }) => warm() > 0)
    .map(({ plan }) => plan.id)
  assert.deepEqual(warm, names.slice(-96))
  assert.equal(await call('F0'), 'F0')
})

test('events that come at once each find an environment, ten at the most; the others wait for one', async () => {
  const sleeping = 'export const handler = (ms) => new Promise((done) => setTimeout(done, ms, ms))'
  await using laptop = await runTiny({ functions: { Sleeps: { code: sleeping, timeoutSeconds: 30 } } })
  const sleeps = laptop.functions.find('Sleeps')
  const warm: (number | undefined)[] = []
  for (const burst of [1, 4, 25, 1]) {
    await Promise.all(Array.from({ length: burst }, () => sleeps?.invoke('20')))
    warm.push(sleeps?.warm())
  }
  assert.deepEqual(warm, [1, 4, 10, 10])
})
