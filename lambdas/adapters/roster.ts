import type { Roster } from '#core/people-ports'
import type { Person, Pointer } from '#core/person'
import { type Dynamo, dynamoFromEnvironment, type Item, type Write } from './dynamo.ts'
import { keys } from './keys.ts'
import { listAdmin, placed } from './person-lists.ts'

const pointer = (person: Person, sealed: string): Pointer => ({
  personId: person.personId,
  organisationId: person.organisationId,
  locale: person.locale,
  epoch: person.epoch,
  disabled: person.disabled,
  sealed,
})

/** Everything a person stands for in the table, as it should be after a change. */
const pointersOf = (person: Person): readonly Item[] => [
  ...(person.phoneIndex !== undefined && person.sealedPhone !== undefined
    ? [{ ...keys.phone(person.phoneIndex), ...pointer(person, person.sealedPhone) }]
    : []),
  ...(person.emailIndex !== undefined && person.sealedEmail !== undefined
    ? [{ ...keys.email(person.emailIndex), ...pointer(person, person.sealedEmail) }]
    : []),
]

/** Only what differs is written: a whole item put back would undo a try that was charged meanwhile. */
const difference = (before: Person, after: Person) => {
  const was: Item = { ...before }
  const is = placed(after)
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = fields.filter((field) => was[field] !== is[field])
  const set = changed.filter((field) => is[field] !== undefined)
  const removed = changed.filter((field) => is[field] === undefined)
  const clauses = [
    `SET ${['changes = if_not_exists(changes, :none) + :one', ...set.map((field) => `#${field} = :${field}`)].join(', ')}`,
    removed.length > 0 ? `REMOVE ${removed.map((field) => `#${field}`).join(', ')}` : '',
  ]
  return {
    update: clauses.join(' '),
    condition: 'epoch = :wasEpoch AND pinEpoch = :wasPinEpoch AND passwordEpoch = :wasPasswordEpoch',
    names: Object.fromEntries(changed.map((field) => [`#${field}`, field])),
    values: {
      ...Object.fromEntries(set.map((field) => [`:${field}`, is[field]])),
      ':none': 0,
      ':one': 1,
      ':wasEpoch': before.epoch,
      ':wasPinEpoch': before.pinEpoch,
      ':wasPasswordEpoch': before.passwordEpoch,
    },
  }
}

/** A pointer may be written where there is none, or where it is this person's own. Two people never share a number. */
const writePointers = (person: Person): readonly Write[] =>
  pointersOf(person).map((item) => ({
    op: 'put',
    table: 'people',
    item,
    condition: 'attribute_not_exists(pk) OR personId = :person',
    values: { ':person': person.personId },
  }))

/** The session in which somebody changed their own PIN goes on; all others carry the old epoch and end. */
const carryOver = (after: Person, sessionId: string): Write => ({
  op: 'update',
  table: 'trust',
  key: keys.session(after.personId, sessionId),
  update: 'SET epoch = :epoch',
  condition: 'attribute_exists(pk) AND attribute_not_exists(endedAt)',
  values: { ':epoch': after.epoch },
})

/** The writes that turn one into the other, pointers included; they belong in one transaction. */
export const changing = (before: Person, after: Person): readonly Write[] => {
  const kept = new Set(pointersOf(after).map((item) => item.pk))
  const gone = pointersOf(before).filter((item) => !kept.has(item.pk))
  return [
    { op: 'update', table: 'people', key: keys.person(after.personId), ...difference(before, after) },
    ...writePointers(after),
    ...gone.map(
      (item): Write => ({
        op: 'delete',
        table: 'people',
        key: { pk: String(item.pk), sk: String(item.sk) },
        condition: 'personId = :person',
        values: { ':person': before.personId },
      }),
    ),
    ...listAdmin(before, after),
  ]
}

/** The writes that make a person, their place in the organisation and what leads to them; they belong in one transaction. */
export const creating = (person: Person): readonly Write[] => {
  const member = { ...keys.member(person.organisationId, person.personId), personId: person.personId }
  return [
    {
      op: 'put',
      table: 'people',
      item: { ...keys.person(person.personId), ...placed(person) },
      condition: 'attribute_not_exists(pk)',
    },
    { op: 'put', table: 'people', item: member, condition: 'attribute_not_exists(pk)' },
    ...pointersOf(person).map(
      (item): Write => ({ op: 'put', table: 'people', item, condition: 'attribute_not_exists(pk)' }),
    ),
    ...listAdmin(undefined, person),
  ]
}

export const roster = (db: Dynamo): Roster => ({
  async create(person) {
    return (await db.transact(creating(person))).done
  },

  async createOrganisation(organisation) {
    const item = { ...keys.organisation(organisation.organisationId), ...organisation }
    const outcome = await db.put('people', item, 'attribute_not_exists(pk)')
    if (!outcome.done) throw new Error('an organisation of this id exists')
  },

  async change(before, after, session) {
    const carried = session === undefined ? [] : [carryOver(after, session.sessionId)]
    return (await db.transact([...changing(before, after), ...carried])).done
  },
})

export const make = (): Roster => roster(dynamoFromEnvironment())
