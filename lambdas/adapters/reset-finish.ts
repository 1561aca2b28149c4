import type { Ports } from '#core/ports'
import type { ResetFinish } from '#core/reset-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { alive, mine, walk } from './reset-conditions.ts'
import { changing } from './roster.ts'

export const resetFinish = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): ResetFinish => ({
  async finish(key, step, before, after) {
    const now = clock.now()
    const outcome = await db.transact([
      {
        op: 'update',
        table: 'logins',
        key: keys.reset(key.login),
        update: `SET step = :done, doneAt = :now, expiresAt = :until, ${walk}`,
        condition: `${mine} AND passedBy = :handle AND step = :step AND epoch = :epoch AND ${alive}`,
        names: { '#handle': key.handle },
        values: {
          ':binding': key.binding,
          ':handle': key.handle,
          ':step': step,
          ':epoch': before.epoch,
          ':done': 'done',
          ':now': now,
          ':until': now + 10 * 60_000,
          ':walk': [{ at: now, word: 'finished' }],
        },
      },
      ...changing(before, after),
    ])
    return outcome.done
  },
})

export const make = (basics: Pick<Ports, 'clock'>): ResetFinish => resetFinish(dynamoFromEnvironment(), basics)
