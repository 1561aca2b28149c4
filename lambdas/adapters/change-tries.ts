import type { People } from '#core/people-ports'
import type { Ports } from '#core/ports'
import { chargeBucket } from './bucket.ts'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'
import { chargedPerson } from './person-item.ts'

/** The codes that somebody types to prove a number or an address as their own: one bucket over all their changes. */
export const changeTries = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<People, 'spendChangeTry' | 'refundChangeTry'> => ({
  async spendChangeTry(personId, epoch, used) {
    const now = clock.now()
    const outcome = await chargeBucket(
      'changeFullAt',
      limits.changeCodeBucket,
      { now, used },
      ({ set, condition, values }) =>
        db.update('people', keys.person(personId), {
          update: `SET ${set}`,
          condition: `epoch = :epoch AND disabled = :no AND ${condition}`,
          values: { ...values, ':epoch': epoch, ':no': false, ':now': now },
        }),
    )
    return chargedPerson(outcome)
  },

  async refundChangeTry(personId) {
    // A transaction carries a token: repeated because its answer was lost, it still gives back one try.
    await db.transact([
      {
        op: 'update',
        table: 'people',
        key: keys.person(personId),
        update: 'SET changeFullAt = changeFullAt - :refill',
        condition: 'attribute_exists(changeFullAt)',
        values: { ':refill': limits.changeCodeBucket.refillMs },
      },
    ])
  },
})
