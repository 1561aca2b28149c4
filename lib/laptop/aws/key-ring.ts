import { createPrivateKey, createSecretKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { AwsFault } from '#laptop/aws/fault'
import { Directory, namesOf } from '#laptop/directory'
import { isRecord, type Json, optionalText } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** A key of the template. `secret` is its material where it is symmetric, `pair` where it signs. Bytes as a key would cost each use a trace of the stack. */
export type LaptopKey = {
  readonly id: string
  readonly arn: string
  readonly spec: string
  readonly secret: KeyObject
  readonly pair: Promise<KeyObject> | undefined
}

const secretBytes: Readonly<Record<string, number>> = {
  HMAC_224: 28,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
  SYMMETRIC_DEFAULT: 32,
}

const rsaBits: Readonly<Record<string, number>> = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 }

const newPair = async (bits: number): Promise<KeyObject> =>
  (await promisify(generateKeyPair)('rsa', { modulusLength: bits })).privateKey

const makeKey = (resource: Resource, saved: unknown): LaptopKey => {
  const spec = optionalText(resource.properties.KeySpec) ?? 'SYMMETRIC_DEFAULT'
  const bits = rsaBits[spec]
  const size = secretBytes[spec]
  if (bits === undefined && size === undefined) throw new Error(`the laptop has no keys of ${spec} (${resource.id})`)
  const material = isRecord(saved) ? saved : {}
  const pem = optionalText(material.pem)
  const pair = bits === undefined ? undefined : pem ? Promise.resolve(createPrivateKey(pem)) : newPair(bits)
  const kept = optionalText(material.secret)
  const secret = createSecretKey(kept === undefined ? randomBytes(size ?? 0) : Buffer.from(kept, 'base64'))
  return { id: resource.ref, arn: resource.attribute('Arn'), spec, secret, pair }
}

/** The KMS keys of the template, with material made at the first start and kept by whoever keeps `save()`. */
export class KeyRing {
  readonly #keys = new Directory<LaptopKey>()

  constructor(resources: readonly Resource[], saved: Json = {}) {
    for (const resource of resources.filter(({ type }) => type === 'AWS::KMS::Key')) {
      this.#keys.add(namesOf(resource), makeKey(resource, saved[resource.ref]))
    }
    for (const { ref, properties } of resources.filter(({ type }) => type === 'AWS::KMS::Alias')) {
      this.#keys.add([ref, `arn:aws:kms:::${ref}`], this.key(optionalText(properties.TargetKeyId)))
    }
  }

  key(name: string | undefined): LaptopKey {
    const key = name === undefined ? undefined : this.#keys.find(name)
    if (!key) throw new AwsFault('NotFoundException', `key ${name} does not exist`)
    return key
  }

  /** The key that sealed this ciphertext, which carries its id. */
  sealer(ciphertext: Buffer): LaptopKey {
    const key = this.#keys.find(ciphertext.subarray(0, 36).toString('latin1'))
    if (!key) throw new AwsFault('InvalidCiphertextException', 'the ciphertext was not made by a key of this stack')
    return key
  }

  async save(): Promise<Json> {
    const entries = this.#keys.all().map(async ({ id, secret, pair }) => {
      const pem = (await pair)?.export({ type: 'pkcs8', format: 'pem' })
      return [id, pem === undefined ? { secret: secret.export().toString('base64') } : { pem }] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }
}
