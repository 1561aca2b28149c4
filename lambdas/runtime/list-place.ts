import type { Ports } from '#core/ports'
import { notOfThisList } from './paging.ts'

const FORM = 'v1.'

/** Whose people, and which of them. */
type List = { readonly organisationId: string; readonly search: string }

const ownerOf = ({ organisationId, search }: List): string => `people of ${organisationId} by ${search}`

type WithContacts = Pick<Ports, 'contacts'>

/** A place in an organisation's list as a cursor: it holds a name, and stands in addresses, so it is sealed, for this list alone. */
export const sealPlace = (place: unknown, list: List, { contacts }: WithContacts): string =>
  contacts.seal(JSON.stringify(place), ownerOf(list)).slice(FORM.length)

/** The place, or a refusal of what this list never gave. */
export const openPlace = <T>(cursor: string, list: List, { contacts }: WithContacts): T => {
  try {
    return JSON.parse(contacts.unseal(`${FORM}${cursor}`, ownerOf(list))) as T
  } catch {
    throw notOfThisList()
  }
}
