import { normalEmail } from '#core/email'
import { nameOrder } from '#core/name-order'
import type { Organisation, Person } from '#core/person'
import type { Ports } from '#core/ports'

type FindPorts = Pick<Ports, 'members' | 'contacts' | 'directory' | 'lookup' | 'numbers'>

/** Where the next page begins: among the names that begin so, or among all, of which those that fit are shown. */
export type Place = { readonly among: 'names' | 'all'; readonly after?: string | undefined }
type Asked = { readonly limit: number; readonly from: Place | undefined }
type Sought = { readonly owner: Person | undefined; readonly startsWith: string | undefined }
type Found = { readonly people: readonly Person[]; readonly next?: Place }

/** Where each person has to be looked at, one answer looks at a thousand, however few are asked for; a longer list goes on with `next`. */
const MOST_PAGES = 10
const LOOKED_AT_ONCE = 100

/** Whose number or address this is, whole: asked of the index that signing in asks. */
const ownerOf = async (sought: string, { organisationId, defaultCountry }: Organisation, ports: FindPorts) => {
  const { members, directory, lookup, numbers } = ports
  const email = normalEmail(sought)
  const phone = numbers.read(sought, defaultCountry)
  const pointer =
    email === undefined
      ? phone && (await directory.byPhone(lookup.phone(phone.e164)))
      : await directory.byEmail(lookup.email(email))
  return pointer?.organisationId === organisationId ? members.find(organisationId, pointer.personId) : undefined
}

/** What is looked for, as names are folded; undefined for what no name holds. */
const asName = (sought: string): string | undefined => (sought.includes('@') ? undefined : nameOrder(sought))

/** Whether a name holds it, or a part of the number or address does. */
const fits = (
  { personId, name, sealedPhone, sealedEmail }: Person,
  sought: string,
  { contacts }: FindPorts,
): boolean => {
  const open = (sealed: string | undefined) => (sealed === undefined ? '' : contacts.unseal(sealed, personId))
  const named = asName(sought)
  if (named !== undefined && nameOrder(name).includes(named)) return true
  const digits = sought.replace(/[\s()-]/g, '').replace(/^0+/, '')
  if (/^\+?\d+$/.test(digits) && open(sealedPhone).includes(digits)) return true
  return open(sealedEmail).includes(sought.toLowerCase())
}

type Through = { readonly limit: number; readonly after: string | undefined }

/** A page of all, in the order of the list. */
const readOn = async (organisation: Organisation, through: Through, { members }: FindPorts): Promise<Found> => {
  const { people, next } = await members.page(organisation, through)
  return next === undefined ? { people } : { people, next: { among: 'all', after: next } }
}

/** Those who are wanted, in the order of the list, of so many that are looked at. */
const lookThrough = async (
  organisation: Organisation,
  { limit, after, wanted }: Through & { readonly wanted: (person: Person) => boolean },
  { members }: FindPorts,
): Promise<Found> => {
  const people: Person[] = []
  let place = after
  for (let pages = 0; pages < MOST_PAGES && people.length < limit; pages++) {
    const page = await members.page(organisation, { limit: LOOKED_AT_ONCE, after: place })
    const found = page.people.filter(wanted)
    people.push(...found.slice(0, limit - people.length))
    const last = people.at(-1)
    // The page holds more than fit: the next answer begins behind the last one of this.
    place = last !== undefined && last !== found.at(-1) && found.includes(last) ? page.placeOf(last) : page.next
    if (place === undefined) return { people }
  }
  return { people, next: { among: 'all', after: place } }
}

/** Whose number or address it is, on the first page, and whose name begins so: a few requests, however many people there are. */
const lookUp = async (
  organisation: Organisation,
  { limit, from }: Asked,
  sought: Sought,
  { members }: FindPorts,
): Promise<Found> => {
  const { owner, startsWith } = sought
  const people = from === undefined && owner !== undefined ? [owner] : []
  if (startsWith === undefined || from?.among === 'all') return { people }
  const names = { among: 'names', after: from?.after } as const
  if (people.length >= limit) return { people, next: names }
  const page = await members.page(organisation, { limit: limit - people.length, after: from?.after, startsWith })
  const both = [...people, ...page.people.filter((person) => person.personId !== owner?.personId)]
  return page.next === undefined ? { people: both } : { people: both, next: { ...names, after: page.next } }
}

/** First what an index answers, then all that fit and were not among it. */
export const findPeople = async (
  organisation: Organisation,
  text: string,
  asked: Asked,
  ports: FindPorts,
): Promise<Found> => {
  const after = asked.from?.among === 'all' ? asked.from.after : undefined
  if (text === '') return readOn(organisation, { limit: asked.limit, after }, ports)
  const owner = await ownerOf(text, organisation, ports)
  const startsWith = organisation.peopleInOrder === true ? asName(text) : undefined
  const first = await lookUp(organisation, asked, { owner, startsWith }, ports)
  if (first.next !== undefined) return first
  const begins = ({ name }: Person) => startsWith !== undefined && nameOrder(name).startsWith(startsWith)
  const wanted = (person: Person) => person.personId !== owner?.personId && !begins(person) && fits(person, text, ports)
  const rest = await lookThrough(organisation, { limit: asked.limit - first.people.length, after, wanted }, ports)
  return { ...rest, people: [...first.people, ...rest.people] }
}
