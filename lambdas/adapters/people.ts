import type { Limits } from '#core/limits'
import type { Person } from '#core/person'
import type { Charged, Factor, People, Ports } from '#core/ports'
import { DAY } from '#core/time'
import { type Dynamo, dynamoFromEnvironment, type Item, type Outcome } from './dynamo.ts'
import { keys } from './keys.ts'

const asPerson = (item: Item): Person => item as unknown as Person
const charged = (outcome: Outcome): Charged<Person> =>
  outcome.done
    ? { charged: true, it: asPerson(outcome.item) }
    : { charged: false, it: outcome.item === undefined ? undefined : asPerson(outcome.item) }

/**
 * May a try be compared now? Decided inside the write that charges it, from the count and the time of the last one:
 *   fewer than 3 failures: yes; 3: 30 s after the last; 4: a minute; … ; 10: never, the PIN is disabled.
 */
export const tryAllowed = (factor: Factor, limits: Limits, now: number) => {
  const failures = `${factor}Failures`
  const triedAt = `${factor}TriedAt`
  const first = limits.pinFailuresBeforeWaits
  const last = limits.pinFailuresUntilDisabled - 1
  const counts = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const waitAt = (count: number) => limits.pinWaitsMs[Math.min(count - first, limits.pinWaitsMs.length - 1)] ?? 0
  return {
    condition: `(${failures} < :first OR ${counts.map((count) => `(${failures} = :c${count} AND ${triedAt} <= :t${count})`).join(' OR ')})`,
    values: {
      ':first': first,
      ...Object.fromEntries(
        counts.flatMap((count) => [
          [`:c${count}`, count],
          [`:t${count}`, now - waitAt(count)],
        ]),
      ),
    },
  }
}

export const people = (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>): People => {
  const charge = (factor: Factor) => `SET ${factor}Failures = ${factor}Failures + :one, ${factor}TriedAt = :now`
  return {
    async read(personId) {
      const item = await db.get('people', keys.person(personId))
      return item === undefined ? undefined : asPerson(item)
    },

    async spendTry(personId, epoch, factor) {
      const now = clock.now()
      const allowed = tryAllowed(factor, limits, now)
      return charged(
        await db.update('people', keys.person(personId), {
          update: charge(factor),
          condition: `epoch = :epoch AND disabled = :no AND ${allowed.condition}`,
          values: { ...allowed.values, ':epoch': epoch, ':no': false, ':one': 1, ':now': now },
        }),
      )
    },

    async refundTry(personId, factor) {
      await db.update('people', keys.person(personId), {
        update: `SET ${factor}Failures = ${factor}Failures - :one`,
        condition: `${factor}Failures > :none`,
        values: { ':one': 1, ':none': 0 },
      })
    },

    async spendDecoyTry(index, factor) {
      const now = clock.now()
      const allowed = tryAllowed(factor, limits, now)
      return charged(
        await db.update('logins', keys.decoy(index), {
          update: `SET ${factor}Failures = if_not_exists(${factor}Failures, :none) + :one, ${factor}TriedAt = :now, #ttl = :ttl`,
          condition: `attribute_not_exists(${factor}Failures) OR ${allowed.condition}`,
          names: { '#ttl': 'ttl' },
          values: {
            ...allowed.values,
            ':none': 0,
            ':one': 1,
            ':now': now,
            ':ttl': Math.ceil((now + 30 * DAY) / 1_000),
          },
        }),
      )
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'limits'>): People => people(dynamoFromEnvironment(), basics)
