import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign as signWith,
} from 'node:crypto'
import { AwsFault } from '#laptop/aws/fault'
import type { LaptopKey } from '#laptop/aws/key-ring'
import type { Json } from '#laptop/reading'

const idBytes = 36
const ivBytes = 12
const tagBytes = 16

// DER of DigestInfo for SHA-256 up to the digest itself: what PKCS #1 v1.5 signs.
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex')

const pairOf = async (key: LaptopKey): Promise<KeyObject> => {
  if (!key.pair) throw new AwsFault('InvalidKeyUsageException', `a key of ${key.spec} does not sign`)
  return key.pair
}

const inThreadPool = (message: Buffer, key: KeyObject): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    signWith('sha256', message, key, (error, signature) => (error ? reject(error) : resolve(signature)))
  })

/** RSASSA_PKCS1_V1_5_SHA_256 over a raw message or over its digest; no other algorithm is served. */
export const sign = async (key: LaptopKey, input: Json, message: Buffer): Promise<Buffer> => {
  const pair = await pairOf(key)
  if (input.SigningAlgorithm !== 'RSASSA_PKCS1_V1_5_SHA_256') {
    throw new AwsFault('InvalidKeyUsageException', `${String(input.SigningAlgorithm)} is not served`)
  }
  if (input.MessageType !== 'DIGEST') return inThreadPool(message, pair)
  if (message.length !== 32) throw new AwsFault('ValidationException', 'the digest must have 32 bytes')
  // PKCS #1 v1.5 is the padding where none is said.
  return privateEncrypt(pair, Buffer.concat([sha256Info, message]))
}

/** The public half as DER (SubjectPublicKeyInfo). */
export const publicKey = async (key: LaptopKey): Promise<Buffer> =>
  createPublicKey(await pairOf(key)).export({ type: 'spki', format: 'der' })

const symmetric = (key: LaptopKey): KeyObject => {
  if (key.spec !== 'SYMMETRIC_DEFAULT') {
    throw new AwsFault('InvalidKeyUsageException', `a key of ${key.spec} does not encrypt`)
  }
  return key.secret
}

/** Ciphertext is key id, nonce, tag and the sealed bytes; the encryption context is authenticated with them. */
export const seal = (key: LaptopKey, plaintext: Buffer, context: string): Buffer => {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', symmetric(key), iv).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.from(key.id, 'latin1'), iv, cipher.getAuthTag(), sealed])
}

export const open = (key: LaptopKey, ciphertext: Buffer, context: string): Buffer => {
  const [ivAt, tagAt, sealedAt] = [idBytes, idBytes + ivBytes, idBytes + ivBytes + tagBytes]
  try {
    const decipher = createDecipheriv('aes-256-gcm', symmetric(key), ciphertext.subarray(ivAt, tagAt))
    decipher.setAAD(Buffer.from(context)).setAuthTag(ciphertext.subarray(tagAt, sealedAt))
    return Buffer.concat([decipher.update(ciphertext.subarray(sealedAt)), decipher.final()])
  } catch (thrown) {
    if (thrown instanceof AwsFault) throw thrown
    throw new AwsFault('InvalidCiphertextException', 'the ciphertext or its encryption context is not what was sealed')
  }
}
