import type { PinSeal } from '#core/key-ports'
import type { Ports } from '#core/ports'
import { readVariable } from '#runtime/environment'
import { base64, base64urlOf, type Kms, kmsFromEnvironment } from './kms.ts'
import { KDF, newSalt, type Slowness, secretMessage } from './secret-message.ts'

export const pinSeal = (kms: Kms, keyId: string, clock: Ports['clock'], slowness: Slowness): PinSeal => ({
  async make(secret, owner) {
    const salt = newSalt()
    const message = await secretMessage(secret, owner, { ...slowness, salt })
    const { Mac } = await kms('GenerateMac', {
      KeyId: keyId,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: base64(message),
    })
    if (Mac === undefined) throw new Error('KMS made no tag')
    return { v: 1, ...slowness, salt, keyId, tag: base64urlOf(Mac), setAt: clock.now() }
  },
})

export const make = ({ clock }: Pick<Ports, 'clock'>): PinSeal =>
  pinSeal(kmsFromEnvironment(), readVariable('pinKey'), clock, KDF)
