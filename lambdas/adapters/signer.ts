import { hash } from 'node:crypto'
import type { Signer } from '#core/key-ports'
import { readVariable } from '#runtime/environment'
import { base64urlOf, type Kms, kmsFromEnvironment } from './kms.ts'

/** The name of a signing key in token headers and in the key set; made from the key's id, so that signing needs no other call. */
export const kidOf = (keyId: string): string => hash('sha256', `kid${keyId}`, 'base64url').slice(0, 16)

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

export const signer = (kms: Kms, keyId: string): Signer => {
  const header = encode({ alg: 'RS256', typ: 'at+jwt', kid: kidOf(keyId) })
  return {
    async sign(claims) {
      const unsigned = `${header}.${encode(claims)}`
      const { Signature } = await kms('Sign', {
        KeyId: keyId,
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        MessageType: 'DIGEST',
        Message: hash('sha256', unsigned, 'base64'),
      })
      if (Signature === undefined) throw new Error('KMS made no signature')
      return `${unsigned}.${base64urlOf(Signature)}`
    },
  }
}

export const make = (): Signer => signer(kmsFromEnvironment(), readVariable('signingKey'))
