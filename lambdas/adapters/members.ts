import type { Members, PeoplePage } from '#core/members'
import type { Person } from '#core/person'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys, TABLES } from './keys.ts'

/** What one BatchGetItem can carry. */
const PAGE = 100

const asPerson = (item: Item | undefined): Person | undefined => item as unknown as Person | undefined

const { name: BY_NAME, pk: LISTED_IN, sk: LISTED_AS } = TABLES.people.index

/** A place in the order of names: the name as it is ordered, and whose it was. It stays a place when they are called otherwise, or gone. */
const placeOf = ({ [LISTED_AS]: listedAs, pk }: Item): string => JSON.stringify([listedAs, pk])
const isByName = (place: string): boolean => place.startsWith('[')
const keyAt = (organisationId: string, place: string): Item => {
  const [listedAs, pk] = JSON.parse(place) as readonly [string, string]
  return { [LISTED_IN]: organisationId, [LISTED_AS]: listedAs, pk, sk: keys.person('').sk }
}

type Wanted = Parameters<Members['page']>[1]

/** Who stands in a part of a list, in its order, and where. */
type Found = { readonly places: ReadonlyMap<string, string>; readonly next?: string | undefined }

/** Who stands in a page of the organisation's list, by id. */
const placesIn = (db: Dynamo) => {
  const byId = async (organisationId: string, { limit, after }: Wanted, kind: 'PERSON' | 'ADMIN'): Promise<Found> => {
    const key = kind === 'ADMIN' ? keys.admin : keys.member
    const found = await db.query('people', keys.organisation(organisationId).pk, `${kind}#`, {
      limit: Math.min(limit, PAGE),
      ...(after === undefined ? {} : { after: key(organisationId, after) }),
    })
    const next = found.next === undefined ? undefined : String(found.next.sk).slice(`${kind}#`.length)
    const ids = found.items.map((item) => String(item.personId))
    return { places: new Map(ids.map((id) => [id, id])), next }
  }
  const byName = async (organisationId: string, { limit, after, startsWith }: Wanted): Promise<Found> => {
    const found = await db.queryIndex(
      'people',
      BY_NAME,
      { name: LISTED_IN, value: organisationId },
      {
        limit: Math.min(limit, PAGE),
        upwards: true,
        after: after === undefined ? undefined : keyAt(organisationId, after),
        begins: startsWith === undefined ? undefined : { name: LISTED_AS, with: startsWith },
      },
    )
    const places = found.items.map((item): [string, string] => [String(item.pk).slice('PERSON#'.length), placeOf(item)])
    return { places: new Map(places), next: found.next === undefined ? undefined : placeOf(found.next) }
  }
  return { byId, byName }
}

export const members = (db: Dynamo): Members => {
  const places = placesIn(db)
  const some: Members['some'] = async (organisationId, personIds) => {
    const wanted = personIds.map((personId) => ({ table: 'people' as const, key: keys.person(personId) }))
    const people = wanted.length === 0 ? [] : (await db.batchGet(wanted)).map(asPerson)
    return people.flatMap((person) => (person?.organisationId === organisationId ? [person] : []))
  }
  const shown = async (organisationId: string, { places, next }: Found): Promise<PeoplePage> => ({
    people: await some(organisationId, [...places.keys()]),
    next,
    placeOf: ({ personId }) => places.get(personId),
  })
  return {
    some,
    async page({ organisationId, peopleInOrder }, wanted) {
      const byName = wanted.after === undefined ? peopleInOrder === true : isByName(wanted.after)
      const found = byName
        ? await places.byName(organisationId, wanted)
        : await places.byId(organisationId, wanted, 'PERSON')
      return shown(organisationId, found)
    },
    async find(organisationId, personId) {
      const person = asPerson(await db.get('people', keys.person(personId)))
      return person?.organisationId === organisationId ? person : undefined
    },
    async admins(organisationId) {
      const listed = (await db.get('people', keys.organisation(organisationId)))?.peopleInOrder === true
      const admins: Person[] = []
      let after: string | undefined
      do {
        const found = await places.byId(organisationId, { limit: PAGE, after }, listed ? 'ADMIN' : 'PERSON')
        const { people } = await shown(organisationId, found)
        admins.push(...people.filter((person) => person.role === 'admin' && !person.disabled))
        after = found.next
      } while (after !== undefined)
      return admins
    },
  }
}

export const make = (): Members => members(dynamoFromEnvironment())
