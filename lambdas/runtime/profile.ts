import * as z from 'zod/mini'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { locale, role, warnings } from './shapes.ts'

export const profileShape = z.object({
  personId: z.string(),
  organisationId: z.string(),
  name: z.string(),
  role,
  locale,
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  hasPin: z.boolean(),
  hasPassword: z.boolean(),
  warnings,
})

/** A person as they see themselves: their own number and address in full. */
export const profileOf = (person: Person, { contacts }: Pick<Ports, 'contacts'>) => ({
  personId: person.personId,
  organisationId: person.organisationId,
  name: person.name,
  role: person.role,
  locale: z.parse(locale, person.locale),
  ...(person.sealedPhone === undefined ? {} : { phone: contacts.unseal(person.sealedPhone, person.personId) }),
  ...(person.sealedEmail === undefined ? {} : { email: contacts.unseal(person.sealedEmail, person.personId) }),
  hasPin: person.pin !== undefined,
  hasPassword: person.password !== undefined,
  warnings: person.phoneIndex === undefined ? [{ code: 'no_phone_number' as const }] : [],
})
