import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'

export type Person = { readonly personId: string; readonly organisationId: string; readonly role: 'member' | 'admin' }

/** The keys that Latchkey publishes: fetched when needed, kept, and fetched again when a token names one that is unknown. */
export const keysOf = (issuer: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`))

/** Whose token it is. Throws for every token that is not Latchkey's, not for this audience, or over. */
export const personOf = async (
  token: string,
  { keys, issuer, audience }: { readonly keys: JWTVerifyGetKey; readonly issuer: string; readonly audience: string },
): Promise<Person> => {
  const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'], typ: 'at+jwt' })
  const { sub, org, role } = payload
  if (typeof sub !== 'string' || typeof org !== 'string' || (role !== 'member' && role !== 'admin')) {
    throw new Error('the token does not say whose it is')
  }
  return { personId: sub, organisationId: org, role }
}
