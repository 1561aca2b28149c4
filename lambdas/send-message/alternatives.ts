import type { Unsent } from '#core/ledger'
import type { Channel } from '#core/login'
import type { MessageJob } from '#core/message-job'
import type { Ports } from '#core/ports'

/** What the person may try instead. The other channel only where the organisation allows it and an address is on file. */
export const alternativesTo = async (
  job: MessageJob,
  why: Unsent,
  { people, organisations }: Pick<Ports, 'people' | 'organisations'>,
): Promise<readonly Channel[]> => {
  if (job.kind !== 'code' || job.personId === undefined) return []
  if (job.purpose !== 'sign_in' && job.purpose !== 'two_factor') return []
  const [person, organisation] = await Promise.all([people.read(job.personId), organisations.read(job.organisationId)])
  if (job.channel === 'email') return person?.sealedPhone === undefined ? [] : ['sms']
  const allowed = organisation?.twoFactor.method === 'email' || organisation?.emailCodesWhenSmsSpent === true
  return allowed && why !== 'country_not_allowed' && person?.sealedEmail !== undefined ? ['email'] : []
}
