import { nameOrder } from '#core/name-order'
import type { Person } from '#core/person'
import type { Item, Write } from './dynamo.ts'
import { keys } from './keys.ts'

/** The person, and where they stand in their organisation's list of names. */
export const placed = (person: Person): Item => ({
  ...person,
  listedIn: person.organisationId,
  listedAs: nameOrder(person.name),
})

/** Admins have a list of their own. Written again where the person was not in the list of names yet: then neither was this. */
export const listAdmin = (before: Person | undefined, after: Person): readonly Write[] => {
  const key = keys.admin(after.organisationId, after.personId)
  const known = before !== undefined && 'listedIn' in before
  if (known && before.role === after.role) return []
  if (after.role === 'admin') return [{ op: 'put', table: 'people', item: { ...key, personId: after.personId } }]
  return before?.role === 'admin' ? [{ op: 'delete', table: 'people', key }] : []
}

/** The writes that put somebody from before the lists into them, while they are called as they were read: whoever changes them does it as well. */
export const listing = (person: Person): readonly Write[] => {
  const { listedIn, listedAs } = placed(person)
  return [
    {
      op: 'update',
      table: 'people',
      key: keys.person(person.personId),
      update: 'SET listedIn = :in, listedAs = :as',
      condition: '#name = :name AND #role = :role',
      names: { '#name': 'name', '#role': 'role' },
      values: { ':in': listedIn, ':as': listedAs, ':name': person.name, ':role': person.role },
    },
    ...listAdmin(undefined, person),
  ]
}
