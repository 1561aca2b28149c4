import type { Bucket } from '#core/bucket'
import type { People } from '#core/people-ports'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { chargeBucket } from './bucket.ts'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'
import { chargedPerson } from './person-item.ts'

type Field = keyof Pick<Person, 'changeFullAt' | 'resetFullAt'>

/** One bucket of a person, over everything that is charged to it. */
const triesIn = (db: Dynamo, field: Field, bucket: Bucket, { clock }: Pick<Ports, 'clock'>) => ({
  spend: async (personId: string, epoch: number, used: boolean) => {
    const now = clock.now()
    const outcome = await chargeBucket(field, bucket, { now, used }, ({ set, condition, values }) =>
      db.update('people', keys.person(personId), {
        update: `SET ${set}`,
        condition: `epoch = :epoch AND disabled = :no AND ${condition}`,
        values: { ...values, ':epoch': epoch, ':no': false, ':now': now },
      }),
    )
    return chargedPerson(outcome)
  },

  refund: async (personId: string) => {
    // A transaction carries a token: repeated because its answer was lost, it still gives back one try.
    await db.transact([
      {
        op: 'update',
        table: 'people',
        key: keys.person(personId),
        update: `SET ${field} = ${field} - :refill`,
        condition: `attribute_exists(${field})`,
        values: { ':refill': bucket.refillMs },
      },
    ])
  },
})

/** The codes that somebody types who has proved something: for a number or address of their own, and in a reset after the mailbox. */
export const proofTries = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<People, 'spendChangeTry' | 'refundChangeTry' | 'spendResetTry' | 'refundResetTry'> => {
  const changes = triesIn(db, 'changeFullAt', limits.changeCodeBucket, { clock })
  const resets = triesIn(db, 'resetFullAt', limits.resetCodeBucket, { clock })
  return {
    spendChangeTry: changes.spend,
    refundChangeTry: changes.refund,
    spendResetTry: resets.spend,
    refundResetTry: resets.refund,
  }
}
