import type { Members } from '#core/members'
import type { Person } from '#core/person'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'

/** What one BatchGetItem can carry. */
const PAGE = 100

const asPerson = (item: Item | undefined): Person | undefined => item as unknown as Person | undefined

export const members = (db: Dynamo): Members => {
  const some: Members['some'] = async (organisationId, personIds) => {
    const wanted = personIds.map((personId) => ({ table: 'people' as const, key: keys.person(personId) }))
    const people = wanted.length === 0 ? [] : (await db.batchGet(wanted)).map(asPerson)
    return people.flatMap((person) => (person?.organisationId === organisationId ? [person] : []))
  }
  const page: Members['page'] = async (organisationId, { limit, after }) => {
    const organisation = keys.organisation(organisationId)
    const found = await db.query('people', organisation.pk, 'PERSON#', {
      limit: Math.min(limit, PAGE),
      after: after === undefined ? undefined : keys.member(organisationId, after),
    })
    const ids = found.items.map((item) => String(item.personId))
    return {
      people: await some(organisationId, ids),
      next: found.next === undefined ? undefined : String(found.next.sk).slice('PERSON#'.length),
    }
  }
  return {
    page,
    some,
    async find(organisationId, personId) {
      const person = asPerson(await db.get('people', keys.person(personId)))
      return person?.organisationId === organisationId ? person : undefined
    },
    async admins(organisationId) {
      const admins: Person[] = []
      let after: string | undefined
      do {
        const { people, next } = await page(organisationId, { limit: PAGE, after })
        admins.push(...people.filter((person) => person.role === 'admin' && !person.disabled))
        after = next
      } while (after !== undefined)
      return admins
    },
  }
}

export const make = (): Members => members(dynamoFromEnvironment())
