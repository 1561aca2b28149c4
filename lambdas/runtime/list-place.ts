import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

const FORM = 'v1.'
const ownerOf = (organisationId: string): string => `people of ${organisationId}`

type WithContacts = Pick<Ports, 'contacts'>

/** A place in an organisation's list as a cursor: it holds a name, and stands in addresses, so it is sealed, for this list alone. */
export const sealPlace = (place: unknown, organisationId: string, { contacts }: WithContacts): string =>
  contacts.seal(JSON.stringify(place), ownerOf(organisationId)).slice(FORM.length)

/** The place, or a refusal of what this list never gave. */
export const openPlace = <T>(cursor: string, organisationId: string, { contacts }: WithContacts): T => {
  try {
    return JSON.parse(contacts.unseal(`${FORM}${cursor}`, ownerOf(organisationId))) as T
  } catch {
    throw new Refused('invalid_request', { fields: [{ path: 'cursor', problem: 'not a cursor of this list' }] })
  }
}
