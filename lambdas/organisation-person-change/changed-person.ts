import type { AuditAction } from '#core/audit'
import { maskPhone } from '#core/mask'
import type { Organisation, Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Input } from '#runtime/contract'
import { phoneOf } from '#runtime/new-person'
import type { contract } from './contract.ts'

const newNumber = (
  before: Person,
  typed: string,
  organisation: Organisation,
  ports: Pick<Ports, 'numbers' | 'lookup' | 'contacts'>,
): Partial<Person> => {
  const phone = phoneOf(typed, organisation, ports)
  const phoneIndex = ports.lookup.phone(phone)
  if (phoneIndex === before.phoneIndex) return {}
  return {
    sealedPhone: ports.contacts.seal(phone, before.personId),
    phoneIndex,
    phoneVersion: before.phoneVersion + 1,
    epoch: before.epoch + 1,
  }
}

/** A corrected number or a disabled person ends every session, trusted device, login and reset there is: the epoch rises. */
export const changedPerson = (
  before: Person,
  { phone, reason: _, ...plain }: Input<typeof contract>['body'],
  organisation: Organisation,
  ports: Pick<Ports, 'numbers' | 'lookup' | 'contacts'>,
): Person => {
  const number = phone === undefined ? {} : newNumber(before, phone, organisation, ports)
  const ends = plain.disabled === true && !before.disabled
  return { ...before, ...plain, ...number, ...(ends ? { epoch: before.epoch + 1 } : {}) }
}

export const actionOf = (before: Person, after: Person): AuditAction => {
  if (before.phoneIndex !== after.phoneIndex) return 'number_corrected'
  if (before.disabled === after.disabled) return 'person_changed'
  return after.disabled ? 'person_disabled' : 'person_enabled'
}

const masked = ({ sealedPhone, personId }: Person, { contacts }: Pick<Ports, 'contacts'>) =>
  sealedPhone === undefined ? undefined : maskPhone(contacts.unseal(sealedPhone, personId))

/** The old and the new number as the trail may show them. */
export const maskedPhone = (before: Person, after: Person, ports: Pick<Ports, 'contacts'>) => {
  const [from, to] = [masked(before, ports), masked(after, ports)]
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
