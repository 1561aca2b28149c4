import { hash, timingSafeEqual } from 'node:crypto'
import type { DeviceToken } from '#core/session-ports'

const ID = '[A-Za-z0-9_-]{22}'
const SECRET = '[A-Za-z0-9_-]{43}'
const REFRESH = new RegExp(`^lkr1\\.(${ID})\\.(${ID})\\.(${ID})\\.([1-9]\\d{0,8})\\.(${SECRET})$`)
const DEVICE = new RegExp(`^lkd1\\.(${ID})\\.(${ID})\\.(${ID})\\.([A-Za-z0-9_-]{8})\\.(${SECRET})$`)

/** Secrets of 256 bits need no slow hash. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'base64url')

/** Constant time, whatever the lengths. */
export const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))

/** Enough of a number's index to pick the right one of several tokens; says nothing to anybody without the key. */
export const tagOf = (index: string): string => index.slice(0, 8)

export type RefreshToken = {
  readonly personId: string
  readonly organisationId: string
  readonly sessionId: string
  readonly generation: number
  readonly secret: string
}

/** Opaque to clients; the ids only say where to look, the secret is what counts. */
export const writeRefreshToken = (token: RefreshToken): string =>
  `lkr1.${token.personId}.${token.organisationId}.${token.sessionId}.${token.generation}.${token.secret}`

/** Undefined for a truncated, extended or foreign token. */
export const readRefreshToken = (text: string): RefreshToken | undefined => {
  const [, personId = '', organisationId = '', sessionId = '', generation = '', secret = ''] = REFRESH.exec(text) ?? []
  return secret === '' ? undefined : { personId, organisationId, sessionId, generation: Number(generation), secret }
}

/** Which session it says it is of; the secret proves that, and is not looked at here. */
export const sessionOfRefreshToken = (text: string): string | undefined => REFRESH.exec(text)?.slice(1, 4).join('.')

export const writeDeviceToken = (
  token: Omit<DeviceToken, 'secretHash'> & { readonly tag: string; readonly secret: string },
): string => `lkd1.${token.personId}.${token.organisationId}.${token.deviceId}.${token.tag}.${token.secret}`

/** The token among those shown that was made for this number or address, if there is one. */
export const deviceTokenFor = (shown: readonly string[], index: string): DeviceToken | undefined => {
  for (const text of shown) {
    const [, personId = '', organisationId = '', deviceId = '', tag, secret = ''] = DEVICE.exec(text) ?? []
    if (tag === tagOf(index)) return { personId, organisationId, deviceId, secretHash: hashSecret(secret) }
  }
  return undefined
}

/** Whose token it is, to put a newer one in its place. */
export const ownerOfDeviceToken = (text: string): string | undefined => DEVICE.exec(text)?.slice(1, 3).join('.')
