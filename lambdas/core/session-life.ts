import type { Limits } from './limits.ts'
import type { Organisation, Person } from './person.ts'
import type { Session } from './session.ts'

type Facts = { readonly session?: Session; readonly person?: Person; readonly organisation?: Organisation }

/** Is this session alive for this person of this organisation, now? Asked at every use, from strongly consistent reads. */
export const isAlive = ({ session, person, organisation }: Facts, now: number): boolean =>
  session !== undefined &&
  person !== undefined &&
  session.personId === person.personId &&
  session.organisationId === person.organisationId &&
  session.organisationId === organisation?.organisationId &&
  session.epoch === person.epoch &&
  !person.disabled &&
  session.expiresAt > now &&
  session.idleUntil > now

export type RefreshVerdict = 'rotate' | 'again' | 'reused' | 'refused'

/**
 * What a refresh token is worth. `again`: its answer was lost a moment ago, the same successor is given once more. `reused`: a replaced secret
 * outside that grace, so somebody has a copy and the whole family ends.
 */
export const judgeRefresh = (
  facts: Facts,
  shown: { readonly secretHash: string; readonly kind: 'web' | 'app'; readonly binding: string },
  now: number,
  limits: Pick<Limits, 'refreshGraceMs'>,
  same: (a: string, b: string) => boolean,
): RefreshVerdict => {
  const { session } = facts
  if (session === undefined || !isAlive(facts, now)) return 'refused'
  if (session.kind !== shown.kind || session.binding !== shown.binding) return 'refused'
  if (same(session.secretHash, shown.secretHash)) return 'rotate'
  const previous = session.previousHash !== undefined && same(session.previousHash, shown.secretHash)
  return previous && now < session.rotatedAt + limits.refreshGraceMs ? 'again' : 'reused'
}
