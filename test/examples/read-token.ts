// How an API that runs anywhere reads Latchkey's access tokens. Run by test/rules/examples.test.ts.
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'

export type Reader = (authorization: string | undefined) => Promise<JWTPayload | undefined>

/** Reads `Authorization: Bearer …`. Keep one reader for the life of the process: it remembers the key set. */
export const readerOf = (issuer: string, audience: string): Reader => {
  const keySet = createRemoteJWKSet(new URL('/.well-known/jwks.json', issuer))
  return async (authorization) => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    try {
      // One algorithm, one type: a token of another kind or another issuer is nobody's.
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience,
        algorithms: ['RS256'],
        typ: 'at+jwt',
        clockTolerance: 60,
      })
      return payload
    } catch {
      return undefined
    }
  }
}
