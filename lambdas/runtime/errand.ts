import type { Allowance } from '#core/allowances'
import type { Written } from '#core/audit'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { waitSeconds } from '#core/time'
import { byAdmin } from './audit-line.ts'
import { maskedContacts } from './masked-contacts.ts'

type Charging = Pick<Ports, 'allowances' | 'clock'>

/** Takes one, or tells when to come again. */
export const charge = async (allowance: Allowance, whose: string, { allowances, clock }: Charging): Promise<void> => {
  const outcome = await allowances.take(allowance, whose)
  if (!outcome.taken)
    throw new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(outcome.againAt, clock.now()) })
}

type Reached = Pick<Person, 'phoneIndex' | 'emailIndex'>

/**
 * What an admin asks for that other people receive: counted for the admin, the organisation and every number and address that hears of it. In this
 * order, so that who has nothing left uses up nobody's. A receiver is counted in one organisation: no other can use up its admins' way to help.
 */
export const chargeErrand = async (
  errand: 'invitations' | 'corrections' | 'resets',
  admin: Person,
  receivers: readonly Reached[],
  ports: Charging,
): Promise<void> => {
  await charge(errand, admin.personId, ports)
  await charge('organisation', admin.organisationId, ports)
  const indexes = receivers.flatMap(({ phoneIndex, emailIndex }) => [phoneIndex, emailIndex])
  for (const index of new Set(indexes.filter((it) => it !== undefined)))
    await charge('receiver', `${admin.organisationId}.${index}`, ports)
}

const FIELDS = { phone_taken: 'phone', email_taken: 'email' } as const

/**
 * Writes a person's number or address that may turn out to be somebody else's. That is counted before it is known, and given back when it is not
 * so; the trail keeps who entered it.
 */
export const writeUnlessTaken = async (
  admin: Person,
  person: Person,
  write: () => Promise<Written>,
  ports: Charging & Pick<Ports, 'administration' | 'contacts' | 'chance'>,
): Promise<Written> => {
  await charge('taken', admin.organisationId, ports)
  const written = await write()
  if (written === 'phone_taken' || written === 'email_taken') {
    const field = FIELDS[written]
    const changes = [{ field, to: maskedContacts(person, ports)[field] }]
    await ports.administration.record(byAdmin(admin, 'contact_taken', { changes }, ports))
  } else await ports.allowances.giveBack('taken', admin.organisationId)
  return written
}
