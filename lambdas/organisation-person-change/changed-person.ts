import { type AuditAction, type AuditLine, differences } from '#core/audit'
import type { Organisation, Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Input } from '#runtime/contract'
import { maskedContacts } from '#runtime/masked-contacts'
import { emailOf, phoneOf } from '#runtime/new-person'
import type { contract } from './contract.ts'

type Reading = Pick<Ports, 'numbers' | 'lookup' | 'contacts' | 'clock'>
type Typed = Omit<Input<typeof contract>['body'], 'reason'>

type TypedNumber = Parameters<typeof phoneOf>[0]

const newNumber = (before: Person, typed: TypedNumber, organisation: Organisation, ports: Reading): Partial<Person> => {
  const phone = phoneOf(typed, organisation, ports)
  const phoneIndex = ports.lookup.phone(phone)
  if (phoneIndex === before.phoneIndex) return {}
  const sealedPhone = ports.contacts.seal(phone, before.personId)
  return { sealedPhone, phoneIndex, phoneVersion: before.phoneVersion + 1, phoneChangedAt: ports.clock.now() }
}

const newAddress = (before: Person, typed: string, { lookup, contacts, clock }: Reading): Partial<Person> => {
  const email = emailOf(typed)
  const emailIndex = lookup.email(email)
  if (emailIndex === before.emailIndex) return {}
  return { sealedEmail: contacts.seal(email, before.personId), emailIndex, emailChangedAt: clock.now() }
}

/** A corrected number or address, or a disabled person, ends every session, trusted device, login and reset there is: the epoch rises. */
export const changedPerson = (
  before: Person,
  { phone, country, email, ...plain }: Typed,
  organisation: Organisation,
  ports: Reading,
): Person => {
  const contacts = {
    ...(phone === undefined ? {} : newNumber(before, { phone, country }, organisation, ports)),
    ...(email === undefined ? {} : newAddress(before, email, ports)),
  }
  const moved = Object.keys(contacts).length > 0
  const ends = moved || (plain.disabled === true && !before.disabled)
  return {
    ...before,
    ...plain,
    ...contacts,
    ...(moved ? { contactsChangedAt: ports.clock.now() } : {}),
    ...(ends ? { epoch: before.epoch + 1 } : {}),
  }
}

export const actionOf = (before: Person, after: Person): AuditAction => {
  if (before.phoneIndex !== after.phoneIndex) return 'number_corrected'
  if (before.emailIndex !== after.emailIndex) return 'email_corrected'
  if (before.disabled === after.disabled) return 'person_changed'
  return after.disabled ? 'person_disabled' : 'person_enabled'
}

const SHOWN = ['name', 'role', 'twoFactorExempt', 'disabled'] as const

/** What differs, for the trail. Two numbers may look alike when masked: that one was changed is said all the same. */
export const changesOf = (before: Person, after: Person, ports: Pick<Ports, 'contacts'>): AuditLine['changes'] => {
  const [was, is] = [maskedContacts(before, ports), maskedContacts(after, ports)]
  const contact = (field: 'phone' | 'email', index: 'phoneIndex' | 'emailIndex'): AuditLine['changes'] =>
    before[index] === after[index] ? [] : [{ field, from: was[field], to: is[field] }]
  return [...differences(before, after, SHOWN), ...contact('phone', 'phoneIndex'), ...contact('email', 'emailIndex')]
}
