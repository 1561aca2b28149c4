import type { Ports } from '#core/ports'
import type { ResetFinish } from '#core/reset-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { alive, mine, walk, whose } from './reset-conditions.ts'
import { changing } from './roster.ts'

export const resetFinish = (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>): ResetFinish => ({
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
          ...whose(key),
          ':handle': key.handle,
          ':step': step,
          ':epoch': before.epoch,
          ':done': 'done',
          ':now': now,
          // The page may be loaded anew for a while, and is told to sign in.
          ':until': now + limits.resetStepLifeMs,
          ':walk': [
            { at: now, word: step === 'new_pin' ? 'pin_changed' : 'password_changed' },
            { at: now, word: 'finished' },
          ],
        },
      },
      ...changing(before, after),
    ])
    return outcome.done
  },
})

export const make = (basics: Pick<Ports, 'clock' | 'limits'>): ResetFinish =>
  resetFinish(dynamoFromEnvironment(), basics)
