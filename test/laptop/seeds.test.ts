import assert from 'node:assert/strict'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { type Laptop, type LaptopOptions, startLaptop } from '#laptop/laptop'
import { type TinyStack, templateOf, workFolder } from './tiny-stack.ts'

const stack: TinyStack = {
  functions: { Say: { code: "export const handler = async () => ({ statusCode: 200, body: 'said' })" } },
  routes: { 'GET /say': 'Say' },
  resources: {
    Things: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } },
    Sealing: { Type: 'AWS::KMS::Key', Properties: {} },
  },
}

const keysOf = (laptop: Laptop): KMSClient =>
  new KMSClient({
    endpoint: laptop.awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'x' },
  })

// Sealed under the laptop's key, as people's secrets are: worth nothing under another.
const sealedPerson = async (laptop: Laptop): Promise<void> => {
  const sealed = await keysOf(laptop).send(new EncryptCommand({ KeyId: 'Sealing', Plaintext: Buffer.from('836194') }))
  const Item = { pk: { S: 'anna' }, pin: { B: Buffer.from(sealed.CiphertextBlob ?? []).toString('base64') } }
  laptop.tables.call('PutItem', { TableName: 'Latchkey-Things', Item })
  assert.equal(await (await fetch(`${laptop.url}/say`)).text(), 'said')
}

const pinOf = async (laptop: Laptop): Promise<string> => {
  const { Item } = laptop.tables.call('GetItem', { TableName: 'Latchkey-Things', Key: { pk: { S: 'anna' } } })
  const { pin } = Item as { readonly pin: { readonly B: string } }
  const opened = await keysOf(laptop).send(new DecryptCommand({ CiphertextBlob: Buffer.from(pin.B, 'base64') }))
  return Buffer.from(opened.Plaintext ?? []).toString()
}

const seedable = () => {
  const folder = workFolder()
  const template = templateOf(stack, folder.path)
  const seedMemory = join(folder.path, 'seeded.json')
  let times = 0
  const seed = (laptop: Laptop): Promise<void> => {
    times += 1
    return sealedPerson(laptop)
  }
  const living = async <T>(work: (laptop: Laptop) => T, more: Partial<LaptopOptions> = {}): Promise<Awaited<T>> => {
    const laptop = await startLaptop({
      template,
      assetsDir: folder.path,
      port: 0,
      quiet: true,
      seed,
      seedMemory,
      ...more,
    })
    try {
      return await work(laptop)
    } finally {
      await laptop.stop()
    }
  }
  return { folder, seedMemory, living, times: () => times }
}

test('who was seeded is there again at the next start without being made again, and after starting over', async () => {
  const { folder, seedMemory, living, times } = seedable()
  assert.equal(await living(pinOf), '836194')
  assert.equal(statSync(seedMemory).mode & 0o777, 0o600)
  const again = await living(async (laptop) => {
    laptop.tables.call('DeleteItem', { TableName: 'Latchkey-Things', Key: { pk: { S: 'anna' } } })
    await laptop.reset()
    return pinOf(laptop)
  })
  assert.deepEqual([again, times()], ['836194', 1])
  folder.remove()
})

test('no function is warm after a start, whether it seeded or remembered', async () => {
  const { folder, living } = seedable()
  const warm = (laptop: Laptop): number => laptop.functions.all().reduce((sum, one) => sum + one.warm(), 0)
  assert.deepEqual([await living(warm), await living(warm)], [0, 0])
  folder.remove()
})

test('a memory that cannot be read is made again, and a data folder has people and keys of its own', async () => {
  const { folder, seedMemory, living, times } = seedable()
  await living(pinOf)
  writeFileSync(seedMemory, '{"half')
  assert.equal(await living(pinOf), '836194')
  assert.equal(times(), 2)
  const data = workFolder()
  assert.equal(await living(pinOf, { dataDir: data.path }), '836194')
  assert.equal(times(), 3)
  folder.remove()
  data.remove()
})
