import * as z from 'zod/mini'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { personFields, personView } from './person-view.ts'
import { warnings } from './shapes.ts'

export const profileShape = z.object({ ...personFields, organisationId: z.string(), warnings })

/** A person as they see themselves. */
export const profileOf = (person: Person, ports: Pick<Ports, 'contacts'>) => ({
  ...personView(person, ports),
  organisationId: person.organisationId,
  warnings: person.phoneIndex === undefined ? [{ code: 'no_phone_number' as const }] : [],
})
