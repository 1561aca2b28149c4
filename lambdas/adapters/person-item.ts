import type { Charged } from '#core/charge'
import type { Person } from '#core/person'
import type { Item, Outcome } from './dynamo.ts'

export const asPerson = (item: Item): Person => item as unknown as Person

/** Whether a write charged a try, with the person as it left or found them. */
export const chargedPerson = (outcome: Outcome): Charged<Person> =>
  outcome.done
    ? { charged: true, it: asPerson(outcome.item) }
    : { charged: false, it: outcome.item === undefined ? undefined : asPerson(outcome.item) }
