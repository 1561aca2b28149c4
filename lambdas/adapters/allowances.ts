import { ALLOWANCES, type Allowances } from '#core/allowances'
import { roomAt } from '#core/bucket'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'
import { chargeBucket } from './bucket.ts'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const allowances = (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>): Allowances => ({
  async take(allowance, whose) {
    const now = clock.now()
    const bucket = limits[ALLOWANCES[allowance]]
    const ttl = Math.ceil((now + bucket.most * bucket.refillMs + DAY) / 1_000)
    const outcome = await chargeBucket('fullAt', bucket, { now, used: false }, ({ set, condition, values }) =>
      db.update('logins', keys.allowance(allowance, whose), {
        update: `SET ${set}, #ttl = :ttl`,
        condition,
        names: { '#ttl': 'ttl' },
        values: { ...values, ':now': now, ':ttl': ttl },
      }),
    )
    return outcome.done ? { taken: true } : { taken: false, againAt: roomAt(Number(outcome.item?.fullAt ?? 0), bucket) }
  },

  async giveBack(allowance, whose) {
    // A transaction carries a token: repeated because its answer was lost, it still gives back one.
    await db.transact([
      {
        op: 'update',
        table: 'logins',
        key: keys.allowance(allowance, whose),
        update: 'SET fullAt = fullAt - :refill',
        condition: 'attribute_exists(fullAt)',
        values: { ':refill': limits[ALLOWANCES[allowance]].refillMs },
      },
    ])
  },
})

export const make = (basics: Pick<Ports, 'clock' | 'limits'>): Allowances => allowances(dynamoFromEnvironment(), basics)
