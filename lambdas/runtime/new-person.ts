import { normalEmail } from '#core/email'
import type { Organisation, Person, Role } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

export type NewPerson = {
  readonly name: string
  readonly phone?: string
  /** The country a number without one is read in; left out, the organisation's. */
  readonly country?: string
  readonly email?: string
  readonly role: Role
  readonly locale?: string
}

const wrong = (path: string, problem: string) => new Refused('invalid_request', { fields: [{ path, problem }] })

/** A number on file may be in any country the organisation sends to. */
export const phoneOf = (
  { phone, country }: { readonly phone: string; readonly country?: string | undefined },
  organisation: Organisation,
  { numbers }: Pick<Ports, 'numbers'>,
): string => {
  const number = numbers.read(phone, country ?? organisation.defaultCountry)
  if (number === undefined) throw wrong('phone', 'not a mobile number')
  if (!organisation.countries.includes(number.country))
    throw new Refused('country_not_allowed', { country: number.country })
  return number.e164
}

export const emailOf = (typed: string): string => {
  const email = normalEmail(typed)
  if (email === undefined) throw wrong('email', 'not an e-mail address')
  return email
}

/** Somebody who has no PIN and no password yet. */
export const newPerson = (
  organisation: Organisation,
  typed: NewPerson,
  ports: Pick<Ports, 'numbers' | 'lookup' | 'contacts' | 'chance' | 'clock'>,
): Person => {
  const { lookup, contacts, chance, clock } = ports
  const personId = chance.id()
  const { country } = typed
  const phone = typed.phone === undefined ? undefined : phoneOf({ phone: typed.phone, country }, organisation, ports)
  const email = typed.email === undefined ? undefined : emailOf(typed.email)
  if (phone === undefined && email === undefined) throw wrong('phone', 'a phone or an e-mail address is needed')
  return {
    personId,
    organisationId: organisation.organisationId,
    name: typed.name,
    role: typed.role,
    locale: typed.locale ?? 'en',
    epoch: 1,
    createdAt: clock.now(),
    ...(phone === undefined ? {} : { sealedPhone: contacts.seal(phone, personId), phoneIndex: lookup.phone(phone) }),
    phoneVersion: 1,
    ...(email === undefined ? {} : { sealedEmail: contacts.seal(email, personId), emailIndex: lookup.email(email) }),
    pinEpoch: 0,
    pinFailures: 0,
    passwordEpoch: 0,
    passwordFailures: 0,
    disabled: false,
    twoFactorExempt: false,
  }
}
