import { isAlive } from '#core/session-life'
import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { person, organisation, session: current } = await signedIn(caller, ports)
  const all = await ports.sessions.sessionsOf(person.personId)
  const alive = all.filter((session) => isAlive({ session, person, organisation }, ports.clock.now()))
  const items = alive.map((session) => ({
    sessionId: session.sessionId,
    label: session.label,
    current: session.sessionId === current.sessionId,
    startedAt: iso(session.startedAt),
    lastUsedAt: iso(session.rotatedAt),
    expiresAt: iso(session.expiresAt),
  }))
  return { items }
}
