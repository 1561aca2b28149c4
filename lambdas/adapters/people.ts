import { bucketOf, failuresUntilDisabled, fullAgainField, hasWaits, type Pool } from '#core/bucket'
import type { Factor } from '#core/charge'
import type { Limits } from '#core/limits'
import type { People } from '#core/people-ports'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'
import { chargeBucket } from './bucket.ts'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { asPerson, chargedPerson } from './person-item.ts'
import { onDevice, quiet } from './pin-conditions.ts'
import { proofTries } from './proof-tries.ts'

const DECOY_LIFE_MS = 120 * DAY
// Nobody's item is as long as somebody's: reading it takes as long.
const LIKENESS = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`field${i}`, 'x'.repeat(20)]))

/** A password waits for nothing, and ends after so many wrong ones in a row. */
const belowEnd = (pool: Pool, limits: Limits) => ({
  condition: 'passwordFailures < :end',
  values: () => ({ ':end': failuresUntilDisabled('password', pool, limits) }),
})

/**
 * May a try be compared now? Decided inside the write that charges it, from the count and the time of the last one:
 *   fewer than 3 failures: yes; 3: 30 s after the last; 4: a minute; … ; 10: never, the PIN is disabled.
 */
const pinAfterWaits = (limits: Limits) => {
  const first = limits.pinFailuresBeforeWaits
  const last = limits.pinFailuresUntilDisabled - 1
  const counts = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const waitAt = (count: number) => limits.pinWaitsMs[Math.min(count - first, limits.pinWaitsMs.length - 1)] ?? 0
  return {
    condition: `(pinFailures < :first OR ${counts.map((count) => `(pinFailures = :c${count} AND pinTriedAt <= :t${count})`).join(' OR ')})`,
    values: (now: number) => {
      const values: Record<string, number> = { ':first': first }
      for (const count of counts) {
        values[`:c${count}`] = count
        values[`:t${count}`] = now - waitAt(count)
      }
      return values
    },
  }
}

export const people = (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>): People => {
  // A long text, and always the same.
  const pinAllowed = pinAfterWaits(limits)
  const tryAllowed = (factor: Factor, pool: Pool) => (hasWaits(factor) ? pinAllowed : belowEnd(pool, limits))
  const charge = (factor: Factor) => `SET ${factor}Failures = ${factor}Failures + :one, ${factor}TriedAt = :now`
  const giveBack = (factor: Factor, pool: Pool) => ({
    update: `SET ${factor}Failures = ${factor}Failures - :one, #at = #at - :refill`,
    condition: `${factor}Failures > :none AND attribute_exists(#at)`,
    names: { '#at': fullAgainField(factor, pool) },
    values: { ':one': 1, ':none': 0, ':refill': bucketOf(factor, pool, limits).refillMs },
  })
  return {
    ...proofTries(db, { clock, limits }),

    async read(personId) {
      const item = await db.get('people', keys.person(personId))
      return item === undefined ? undefined : asPerson(item)
    },

    async spendTry(personId, epoch, factor, { pool, used, quietSince, device }) {
      const now = clock.now()
      const on = onDevice(device, limits)
      const still = quiet(quietSince)
      const allowed = tryAllowed(factor, pool)
      const outcome = await chargeBucket(
        fullAgainField(factor, pool),
        bucketOf(factor, pool, limits),
        { now, used },
        ({ set, condition, values }) =>
          db.update('people', keys.person(personId), {
            update: `${charge(factor)}, ${set}${on.set}`,
            condition: `epoch = :epoch AND disabled = :no AND ${allowed.condition} AND ${condition}${still.condition}${on.condition}`,
            names: on.names,
            values: {
              ...on.values,
              ...allowed.values(now),
              ...values,
              ...still.values,
              ':epoch': epoch,
              ':no': false,
              ':one': 1,
              ':now': now,
            },
          }),
      )
      return chargedPerson(outcome)
    },

    async refundTry(personId, factor, { pool = 'known', mark, device } = {}) {
      const on = onDevice(device, limits)
      const { update, condition, names, values } = giveBack(factor, pool)
      const unlessGivenBack = mark === undefined ? '' : ' AND NOT restoredBy = :mark'
      const key = keys.person(personId)
      // A transaction carries a token: repeated because its answer was lost, it still gives back one try.
      await db.transact([
        {
          ...{ op: 'update', table: 'people', key, update: `${update}${on.back}` },
          names: { ...names, ...on.names },
          condition: `${condition}${unlessGivenBack}`,
          values: { ...values, ':mark': mark },
        },
      ])
    },

    async refundDecoyTry(index, factor, pool) {
      await db.transact([{ op: 'update', table: 'logins', key: keys.decoy(index), ...giveBack(factor, pool) }])
    },

    async spendDecoyTry(index, factor, { pool, used, quietSince }) {
      const now = clock.now()
      const still = quiet(quietSince)
      const allowed = tryAllowed(factor, pool)
      const outcome = await chargeBucket(
        fullAgainField(factor, pool),
        bucketOf(factor, pool, limits),
        { now, used },
        ({ set, condition, values }) =>
          db.update('logins', keys.decoy(index), {
            update: `SET ${factor}Failures = if_not_exists(${factor}Failures, :none) + :one, ${factor}TriedAt = :now, ${set}, likeness = :likeness, #ttl = :ttl`,
            condition: `(attribute_not_exists(${factor}Failures) OR ${allowed.condition}) AND ${condition}${still.condition}`,
            names: { '#ttl': 'ttl' },
            values: {
              ...allowed.values(now),
              ...values,
              ...still.values,
              ':none': 0,
              ':one': 1,
              ':now': now,
              ':likeness': LIKENESS,
              ':ttl': Math.ceil((now + DECOY_LIFE_MS) / 1_000),
            },
          }),
      )
      return chargedPerson(outcome)
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'limits'>): People => people(dynamoFromEnvironment(), basics)
