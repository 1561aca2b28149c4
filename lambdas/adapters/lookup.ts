import { createHmac, createSecretKey } from 'node:crypto'
import type { Lookup } from '#core/key-ports'
import { lengthPrefixed } from './length-prefixed.ts'
import { secretFromEnvironment } from './secrets.ts'

/** Blind indexes: whoever has the table but not the key can neither read nor try numbers. */
export const lookup = (secret: string): Lookup => {
  // As text it would be made a key again for every index.
  const key = createSecretKey(Buffer.from(secret))
  const index = (kind: string) => (value: string) =>
    createHmac('sha256', key)
      .update(lengthPrefixed('index:v1', kind, value))
      .digest('base64url')
  return { phone: index('phone'), email: index('email'), source: index('source') }
}

export const make = async (): Promise<Lookup> => lookup(await secretFromEnvironment('lookupKey'))
