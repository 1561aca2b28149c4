import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms'
import type { PinSeal, Ports } from '#core/ports'
import { readVariable } from '#runtime/environment'
import { kmsFromEnvironment } from './kms.ts'
import { KDF, newSalt, secretMessage } from './secret-message.ts'

export const pinSeal = (kms: KMSClient, keyId: string, clock: Ports['clock']): PinSeal => ({
  async make(secret, owner) {
    const salt = newSalt()
    const message = await secretMessage(secret, owner, { ...KDF, salt })
    const { Mac } = await kms.send(
      new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256', Message: message }),
    )
    if (Mac === undefined) throw new Error('KMS made no tag')
    return { v: 1, ...KDF, salt, keyId, tag: Buffer.from(Mac).toString('base64url'), setAt: clock.now() }
  },
})

export const make = ({ clock }: Pick<Ports, 'clock'>): PinSeal =>
  pinSeal(kmsFromEnvironment(), readVariable('pinKey'), clock)
