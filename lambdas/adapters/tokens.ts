import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose'
import type { PublicKey, Tokens } from '#core/key-ports'
import type { Ports } from '#core/ports'
import { make as makePublicKey } from './public-key.ts'

/** For clocks that run behind the signer's. A token's end has no such grace: fifteen minutes are fifteen minutes. */
const SKEW_SECONDS = 60

/** One algorithm, one type, our own keys only, and every time claim: what any verifier of our tokens should check. */
export const tokens = (key: PublicKey, { clock, stage }: Pick<Ports, 'clock' | 'stage'>): Tokens => ({
  async read(token) {
    const keySet = createLocalJWKSet((await key.jwks()) as unknown as JSONWebKeySet)
    try {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: ['RS256'],
        typ: 'at+jwt',
        issuer: stage.issuer,
        audience: stage.audience,
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(clock.now()),
        requiredClaims: ['sub', 'sid', 'org', 'role', 'exp', 'iat', 'auth_time'],
      })
      return clock.now() < Number(payload.exp) * 1_000 ? payload : undefined
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  },
})

export const make = async (basics: Pick<Ports, 'clock' | 'stage'>): Promise<Tokens> =>
  tokens(await makePublicKey(), basics)
