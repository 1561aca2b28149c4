import { failuresUntilDisabled, type Pool } from '#core/bucket'
import type { Factor } from '#core/charge'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { tell } from './tell.ts'

type Telling = Pick<Ports, 'messages' | 'clock' | 'chance' | 'limits' | 'stage'>

const hasJustEnded = (factor: Factor, person: Person, pool: Pool, { limits }: Pick<Ports, 'limits'>): boolean =>
  (factor === 'pin' ? person.pinFailures : person.passwordFailures) === failuresUntilDisabled(factor, pool, limits)

/**
 * The wrong try that ends a PIN or password is told to its owner, with what to do. Of a password by e-mail alone: anybody who knows the address can
 * end it, and must not send text messages by that.
 */
export const tellLock = async (factor: Factor, person: Person, pool: Pool, ports: Telling): Promise<void> => {
  if (!hasJustEnded(factor, person, pool, ports)) return
  const page = { page: ports.stage.publicOrigin }
  if (factor === 'pin') await tell(person, 'pin_disabled', ports, page)
  else await tell(person, 'password_disabled', ports, page, 'mail')
}

/** The same for an address that leads to nobody: a job is handed over that is too late to be sent, so that it takes as long. */
export const tellNobody = async (factor: Factor, person: Person, pool: Pool, ports: Telling): Promise<void> => {
  if (hasJustEnded(factor, person, pool, ports)) await dispatchToNobody(ports)
}

/** Hands a job over that is too late to be sent. */
export const dispatchToNobody = async (ports: Pick<Ports, 'messages' | 'clock' | 'chance'>): Promise<void> => {
  const now = ports.clock.now()
  const nobody = { organisationId: 'nobody', about: ports.chance.id(), seed: '', locale: 'en', mayUseReserve: false }
  const late = { kind: 'code', purpose: 'two_factor', channel: 'email', send: 1, sentAt: now, notAfter: now } as const
  await Promise.allSettled([ports.messages.dispatch({ ...nobody, ...late })])
}
