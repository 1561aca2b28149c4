import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { TokenSecrets } from '#core/key-ports'
import { lengthPrefixed } from './length-prefixed.ts'
import { secretFromEnvironment } from './secrets.ts'

/** 256-bit secrets of refresh tokens, derived, so that an answer that was lost can be given again without being stored. */
export const tokenSecrets = (pepper: string): TokenSecrets => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', 'refresh:v1', 32)))
  return {
    refresh: (sessionId, generation) =>
      createHmac('sha256', key)
        .update(lengthPrefixed('refresh', sessionId, String(generation)))
        .digest('base64url'),
  }
}

export const make = async (): Promise<TokenSecrets> => tokenSecrets(await secretFromEnvironment('pepper'))
