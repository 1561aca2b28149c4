import { argon2, randomBytes } from 'node:crypto'
import type { SecretOwner } from '#core/key-ports'
import type { Verifier } from '#core/person'
import { lengthPrefixed } from './length-prefixed.ts'

/** How slow a hash is: memory in KiB, passes, lanes. Stored with each verifier, so that it can be raised. */
export type Slowness = Pick<Verifier, 'kdf' | 'm' | 't' | 'p'>

/** OWASP's setting for Argon2id: what every function hashes with. */
export const KDF: Slowness = { kdf: 'argon2id', m: 19_456, t: 2, p: 1 }
const HASH_BYTES = 32
const SALT_BYTES = 16

export const newSalt = (): string => randomBytes(SALT_BYTES).toString('base64url')

const slowHash = (secret: string, { m, t, p, salt }: Pick<Verifier, 'm' | 't' | 'p' | 'salt'>): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parameters = {
      message: Buffer.from(secret, 'utf8'),
      nonce: Buffer.from(salt, 'base64url'),
      memory: m,
      passes: t,
      parallelism: p,
      tagLength: HASH_BYTES,
    }
    argon2('argon2id', parameters, (error, hash) => (error ? reject(error) : resolve(hash)))
  })

/** What KMS makes the tag of: the slow hash, bound to one person, one organisation, one epoch and one factor. */
export const secretMessage = async (
  secret: string,
  owner: SecretOwner,
  kdf: Pick<Verifier, 'm' | 't' | 'p' | 'salt'>,
): Promise<Uint8Array> =>
  lengthPrefixed(
    `${owner.factor}:v1`,
    owner.organisationId,
    owner.personId,
    String(owner.secretEpoch),
    await slowHash(secret, kdf),
  )
