import { randomBytes } from 'node:crypto'
import type { PinCheck } from '#core/key-ports'
import type { Verifier } from '#core/person'
import { readVariable } from '#runtime/environment'
import { isFault } from './aws-fault.ts'
import { base64, type Kms, kmsFromEnvironment } from './kms.ts'
import { KDF, newSalt, type Slowness, secretMessage } from './secret-message.ts'

/** What nobody's PIN is checked against: the same work, never right. */
const decoy = (keyId: string, slowness: Slowness): Verifier => ({
  v: 1,
  ...slowness,
  salt: newSalt(),
  keyId,
  tag: randomBytes(32).toString('base64url'),
  setAt: 0,
})

/** KMS compares; only its word for a wrong tag means a wrong secret. Every other error is an error, and fails closed. */
export const pinCheck = (kms: Kms, keyId: string, slowness: Slowness): PinCheck => ({
  canCheck: (stored) => stored.keyId === keyId,
  async verify(secret, owner, stored) {
    const checked = stored?.keyId === keyId ? stored : undefined
    const verifier = checked ?? decoy(keyId, slowness)
    if (verifier.v !== 1) throw new Error('a verifier has a form this version does not know')
    const message = await secretMessage(secret, owner, verifier)
    try {
      const { MacValid } = await kms('VerifyMac', {
        KeyId: verifier.keyId,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: base64(message),
        Mac: base64(Buffer.from(verifier.tag, 'base64url')),
      })
      return MacValid === true && checked !== undefined
    } catch (error) {
      if (isFault(error, 'KMSInvalidMacException')) return false
      throw error
    }
  },
})

export const make = (): PinCheck => pinCheck(kmsFromEnvironment(), readVariable('pinKey'), KDF)
