import type { Organisation, Person } from '#core/person'
import type { Write } from './dynamo.ts'
import { keys } from './keys.ts'

// One item asked in every commit of an organisation would make its people collide: transactions that name the same item exclude each other.
const PLACES = 16

const placeOf = ({ personId }: Pick<Person, 'personId'>): number => personId.charCodeAt(0) % PLACES

/** When forbidding trusted devices, or allowing them anew, ended the trust there was: written to every place, with the settings. */
export const writeTrustRule = ({ organisationId, trustEndedAt, trustedDevices }: Organisation): readonly Write[] =>
  Array.from({ length: PLACES }, (_, place) => ({
    op: 'put',
    table: 'people',
    item: { ...keys.trustRule(organisationId, place), trustEndedAt, allowed: trustedDevices.allowed },
  }))

/** A login that skipped the code must have begun after that. Asked in the commit that makes its session: the start read the rule minutes ago. */
export const trustRuleHolds = (person: Person, begunAt: number): Write => ({
  op: 'check',
  table: 'people',
  key: keys.trustRule(person.organisationId, placeOf(person)),
  condition: 'attribute_not_exists(pk) OR trustEndedAt < :begunAt',
  values: { ':begunAt': begunAt },
})

/** New trust begins only where the organisation allows any. */
export const trustIsAllowed = (person: Pick<Person, 'personId' | 'organisationId'>): Write => ({
  op: 'check',
  table: 'people',
  key: keys.trustRule(person.organisationId, placeOf(person)),
  condition: 'attribute_not_exists(pk) OR attribute_not_exists(allowed) OR allowed = :yes',
  values: { ':yes': true },
})
