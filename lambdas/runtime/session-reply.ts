import type { Person } from '#core/person'
import type { Session } from '#core/session'
import { SECOND } from '#core/time'
import type { MintPorts } from './proved.ts'

/** What an access token says. */
export const claimsFor = (session: Session, person: Person, { clock, chance, limits, stage }: MintPorts) => {
  const now = Math.floor(clock.now() / SECOND)
  return {
    iss: stage.issuer,
    aud: stage.audience,
    sub: person.personId,
    sid: session.sessionId,
    org: person.organisationId,
    role: person.role,
    amr: session.amr,
    acr: session.acr,
    auth_time: Math.floor(session.authTime / SECOND),
    iat: now,
    nbf: now,
    exp: now + limits.accessTokenLifeSeconds,
    jti: chance.id(),
  }
}

/** What every successful sign-in and refresh answers. */
export const sessionReply = (accessToken: string, refreshToken: string, person: Person, { limits }: MintPorts) => ({
  accessToken,
  tokenType: 'Bearer' as const,
  expiresInSeconds: limits.accessTokenLifeSeconds,
  refreshToken,
  person: { personId: person.personId, name: person.name, role: person.role, organisationId: person.organisationId },
  warnings: person.phoneIndex === undefined ? [{ code: 'no_phone_number' as const }] : [],
})
