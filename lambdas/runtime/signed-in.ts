import type { Organisation, Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { Session } from '#core/session'
import { isAlive } from '#core/session-life'
import type { Caller } from './caller.ts'

export type SignedIn = { readonly session: Session; readonly person: Person; readonly organisation: Organisation }

/** The living session behind an access token. A token outlives its session by minutes; a step of ours does not let it. */
export const signedIn = async (
  caller: Caller,
  { sessions, clock }: Pick<Ports, 'sessions' | 'clock'>,
): Promise<SignedIn> => {
  if (caller.claims === undefined) throw new Refused('unauthenticated')
  const { personId, sessionId, organisationId } = caller.claims
  const { session, person, organisation } = await sessions.facts(personId, sessionId, organisationId)
  if (!isAlive({ session, person, organisation }, clock.now())) throw new Refused('unauthenticated')
  if (session === undefined || person === undefined || organisation === undefined) throw new Refused('unauthenticated')
  return { session, person, organisation }
}

/** The same for an admin; the role is the one on file now, not the one in the token. */
export const signedInAdmin = async (caller: Caller, ports: Pick<Ports, 'sessions' | 'clock'>): Promise<SignedIn> => {
  const facts = await signedIn(caller, ports)
  if (facts.person.role !== 'admin') throw new Refused('forbidden')
  return facts
}
