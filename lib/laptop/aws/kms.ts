import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { AwsFault, unserved } from '#laptop/aws/fault'
import type { KeyRing, LaptopKey } from '#laptop/aws/key-ring'
import { open, publicKey, seal, sign } from '#laptop/aws/key-work'
import type { Call, Service } from '#laptop/aws/service'
import { isRecord, type Json, optionalText } from '#laptop/reading'

const macDigest: Readonly<Record<string, string>> = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
}

const bytes = (input: Json, name: string): Buffer => {
  const value = optionalText(input[name])
  if (value === undefined) throw new AwsFault('ValidationException', `${name} must not be null`)
  return Buffer.from(value, 'base64')
}

const contextOf = (input: Json): string => {
  const context = isRecord(input.EncryptionContext) ? input.EncryptionContext : {}
  return JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const mac = (key: LaptopKey, input: Json): Buffer => {
  const algorithm = String(input.MacAlgorithm)
  const digest = macDigest[algorithm]
  if (!digest || `HMAC_${algorithm.slice(9)}` !== key.spec) {
    throw new AwsFault('InvalidKeyUsageException', `${algorithm} does not fit a key of ${key.spec}`)
  }
  return createHmac(digest, key.secret).update(bytes(input, 'Message')).digest()
}

type Work = (key: LaptopKey, input: Json) => unknown

const work: Readonly<Record<string, Work>> = {
  GenerateMac: (key, input) => ({
    KeyId: key.arn,
    Mac: mac(key, input).toString('base64'),
    MacAlgorithm: input.MacAlgorithm,
  }),
  VerifyMac: (key, input) => {
    const [ours, theirs] = [mac(key, input), bytes(input, 'Mac')]
    if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) {
      throw new AwsFault('KMSInvalidMacException', 'the MAC does not belong to this message and key')
    }
    return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm }
  },
  Sign: async (key, input) => ({
    KeyId: key.arn,
    Signature: (await sign(key, input, bytes(input, 'Message'))).toString('base64'),
    SigningAlgorithm: input.SigningAlgorithm,
  }),
  GetPublicKey: async (key) => ({
    KeyId: key.arn,
    PublicKey: (await publicKey(key)).toString('base64'),
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    KeyUsage: 'SIGN_VERIFY',
    SigningAlgorithms: ['RSASSA_PKCS1_V1_5_SHA_256'],
  }),
  Encrypt: (key, input) => ({
    KeyId: key.arn,
    CiphertextBlob: seal(key, bytes(input, 'Plaintext'), contextOf(input)).toString('base64'),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }),
  Decrypt: (key, input) => ({
    KeyId: key.arn,
    Plaintext: open(key, bytes(input, 'CiphertextBlob'), contextOf(input)).toString('base64'),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }),
  GenerateDataKey: (key, input) => {
    const plaintext = randomBytes(input.KeySpec === 'AES_128' ? 16 : Number(input.NumberOfBytes ?? 32))
    return {
      KeyId: key.arn,
      Plaintext: plaintext.toString('base64'),
      CiphertextBlob: seal(key, plaintext, contextOf(input)).toString('base64'),
    }
  },
}

const conditionKeys = (input: Json): Record<string, string> => ({
  ...(typeof input.MacAlgorithm === 'string' ? { 'kms:MacAlgorithm': input.MacAlgorithm } : {}),
  ...(typeof input.SigningAlgorithm === 'string' ? { 'kms:SigningAlgorithm': input.SigningAlgorithm } : {}),
  ...(typeof input.SigningAlgorithm === 'string' ? { 'kms:MessageType': String(input.MessageType ?? 'RAW') } : {}),
  ...(typeof input.EncryptionAlgorithm === 'string' ? { 'kms:EncryptionAlgorithm': input.EncryptionAlgorithm } : {}),
})

/** KMS with the keys of the template. */
export const kms = (ring: KeyRing): Service => {
  const keyOf = ({ operation, input }: Call): LaptopKey => {
    const given = optionalText(input.KeyId)
    return operation === 'Decrypt' && given === undefined
      ? ring.sealer(bytes(input, 'CiphertextBlob'))
      : ring.key(given)
  }
  return {
    name: 'kms',
    fault: 'keys',
    refusals: {
      provider_down: () => new AwsFault('KMSInternalException', 'the key service is down', 500),
      throttled: () => new AwsFault('ThrottlingException', 'you have exceeded the rate at which you may call KMS'),
    },
    wishes: (call) => [
      { action: `kms:${call.operation}`, resource: keyOf(call).arn, context: conditionKeys(call.input) },
    ],
    answer: (call) => {
      const perform = Object.hasOwn(work, call.operation) ? work[call.operation] : undefined
      if (!perform) throw unserved(`kms:${call.operation}`)
      return perform(keyOf(call), call.input)
    },
  }
}
