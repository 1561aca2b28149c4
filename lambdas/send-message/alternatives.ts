import type { Line, Unsent } from '#core/ledger'
import type { Channel } from '#core/login'
import type { Ports } from '#core/ports'

const HAVE_ANOTHER_WAY: ReadonlySet<Line['step']> = new Set(['sign_in', 'two_factor'])

/** What the person may try instead. The other channel only where the organisation allows it and an address is on file. */
export const alternativesTo = async (
  { step, channel, personId, organisationId }: Pick<Line, 'step' | 'channel' | 'personId' | 'organisationId'>,
  why: Unsent,
  { people, organisations }: Pick<Ports, 'people' | 'organisations'>,
): Promise<readonly Channel[]> => {
  if (personId === undefined || !HAVE_ANOTHER_WAY.has(step)) return []
  const [person, organisation] = await Promise.all([people.read(personId), organisations.read(organisationId)])
  if (channel === 'email') return person?.sealedPhone === undefined ? [] : ['sms']
  const allowed = organisation?.twoFactor.method === 'email' || organisation?.emailCodesWhenSmsSpent === true
  return allowed && why !== 'country_not_allowed' && person?.sealedEmail !== undefined ? ['email'] : []
}
