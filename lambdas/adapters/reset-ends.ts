import type { Ports } from '#core/ports'
import type { Resets } from '#core/reset-ports'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'
import { asReset, mine, nobodyElsePassed, waiting, walk, whose } from './reset-conditions.ts'

/** How a reset is left, and how it ends before its last step. */
export const resetEnds = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): Pick<Resets, 'leave' | 'end'> => ({
  async leave(key) {
    const outcome = await db.update('logins', keys.reset(key.login), {
      update: `SET ${walk} REMOVE handles.#handle`,
      condition: `${mine} AND attribute_not_exists(passedBy)`,
      names: { '#handle': key.handle },
      values: { ':walk': [{ at: clock.now(), word: 'cancelled' }], ...whose(key) },
    })
    return outcome.done
  },

  async end(key, end, word) {
    const outcome = await db.update('logins', keys.reset(key.login), {
      update: `SET step = :closed, #end = :end, ${walk}`,
      condition: [mine, nobodyElsePassed, waiting.condition].join(' AND '),
      names: { '#handle': key.handle, '#end': 'end' },
      values: {
        ...waiting.values,
        ':walk': [{ at: clock.now(), word }],
        ...whose(key),
        ':handle': key.handle,
        ':closed': 'closed',
        ':end': end,
      },
    })
    return outcome.done ? asReset(outcome.item) : undefined
  },
})
