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

/** A refresh token as it was shown. `ours`: whether this is the secret we make for this generation of this session. */
type Shown = {
  readonly secretHash: string
  readonly generation: number
  readonly ours: boolean
  readonly kind: 'web' | 'app'
  readonly binding: string
}

export type RefreshVerdict = 'rotate' | 'again' | 'reused' | 'refused'

/**
 * What a refresh token is worth. `again`: its answer was lost a moment ago, the same successor is given once more. `reused`: a replaced secret
 * outside that grace, so somebody has a copy and the whole family ends. A secret we never gave (`ours`) ends nothing: ids are in every access token.
 */
export const judgeRefresh = (
  facts: Facts,
  shown: Shown,
  now: number,
  limits: Pick<Limits, 'refreshGraceMs'>,
  same: (a: string, b: string) => boolean,
): RefreshVerdict => {
  const { session } = facts
  if (session === undefined || !isAlive(facts, now)) return 'refused'
  if (session.kind !== shown.kind || session.binding !== shown.binding) return 'refused'
  if (same(session.secretHash, shown.secretHash)) return shown.generation === session.generation ? 'rotate' : 'refused'
  const previous = session.previousHash !== undefined && same(session.previousHash, shown.secretHash)
  if (previous && now < session.rotatedAt + limits.refreshGraceMs)
    return shown.generation === session.generation - 1 ? 'again' : 'refused'
  return previous || shown.ours ? 'reused' : 'refused'
}
