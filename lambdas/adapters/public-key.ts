import { createPublicKey } from 'node:crypto'
import type { PublicKey } from '#core/key-ports'
import { readVariable, variableIfSet } from '#runtime/environment'
import { type Kms, kmsFromEnvironment } from './kms.ts'
import { kidOf } from './signer.ts'

/** The public halves of the key that signs and of one that is exchanged with it, asked for once: a KMS key never changes its own. */
export const publicKey = (kms: Kms, ...keyIds: readonly string[]): PublicKey => {
  const half = async (keyId: string) => {
    const { PublicKey: der } = await kms('GetPublicKey', { KeyId: keyId })
    if (der === undefined) throw new Error('KMS gave no public key')
    const { kty, n, e } = createPublicKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'spki' }).export({
      format: 'jwk',
    })
    return { kty, n, e, kid: kidOf(keyId), alg: 'RS256', use: 'sig' }
  }
  const load = async () => ({ keys: await Promise.all(keyIds.map(half)) })
  let loaded: ReturnType<typeof load> | undefined
  return {
    async jwks() {
      loaded ??= load()
      try {
        return await loaded
      } catch (error) {
        loaded = undefined
        throw error
      }
    },
  }
}

/** Asked while the function initialises, so that the first caller does not wait for it. */
export const make = async (): Promise<PublicKey> => {
  const other = variableIfSet('otherSigningKey')
  const port = publicKey(kmsFromEnvironment(), readVariable('signingKey'), ...(other === undefined ? [] : [other]))
  await port.jwks()
  return port
}
