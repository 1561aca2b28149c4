import * as z from 'zod/mini'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { locale, role } from './shapes.ts'

/** What both a person and their admin see of them. */
export const personFields = {
  personId: z.string(),
  name: z.string(),
  role,
  locale,
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  hasPin: z.boolean(),
  hasPassword: z.boolean(),
}

/** Number and address in full; of PIN and password only that there is one. */
export const personView = (person: Person, { contacts }: Pick<Ports, 'contacts'>) => ({
  personId: person.personId,
  name: person.name,
  role: person.role,
  locale: z.parse(locale, person.locale),
  ...(person.sealedPhone === undefined ? {} : { phone: contacts.unseal(person.sealedPhone, person.personId) }),
  ...(person.sealedEmail === undefined ? {} : { email: contacts.unseal(person.sealedEmail, person.personId) }),
  hasPin: person.pin !== undefined,
  hasPassword: person.password !== undefined,
})
