import { nextSendAt } from '#core/login'
import type { Ports } from '#core/ports'
import { isCodeStep } from '#core/reset'
import type { Resets } from '#core/reset-ports'
import { numberKeptUntil } from './code-bucket.ts'
import type { Dynamo } from './dynamo.ts'
import { addHandle, isFull } from './handles.ts'
import { keys } from './keys.ts'
import { shiftStarts, startsAgainAt } from './number-starts.ts'
import { alive, asReset, resetItem, waiting, walk, whose } from './reset-conditions.ts'

// Resets of a number are counted apart from its sign-ins: whoever floods those does not bar the way out.
const STARTS = 'r'

/** How a reset begins, and how a client comes back to the one it began. */
export const resetStarts = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<Resets, 'begin' | 'join'> => ({
  async begin(reset, key, start) {
    const now = clock.now()
    const shift = shiftStarts(STARTS, limits.startsPerNumber, now)
    const idle = '(attribute_not_exists(resetUntil) OR resetUntil <= :now OR resetClient <> :client)'
    const stored = { ...reset, handles: { [key.handle]: key.binding } }
    const outcome = await db.transact([
      {
        op: 'update',
        table: 'logins',
        key: keys.number(reset.numberIndex),
        update: `SET ${shift.sets}, resetId = :reset, resetClient = :client, resetUntil = :until, #ttl = :ttl`,
        condition: start.evenIfRunning ? shift.condition : `${idle} AND ${shift.condition}`,
        names: { '#ttl': 'ttl' },
        values: {
          ...shift.values,
          ':reset': reset.resetId,
          ':client': start.client,
          ':until': nextSendAt(reset, limits) ?? reset.expiresAt,
          ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
        },
      },
      { op: 'put', table: 'logins', item: resetItem(stored), condition: 'attribute_not_exists(pk)' },
    ])
    if (outcome.done) return { outcome: 'begun' }
    const number = outcome.obstacles[0]?.item ?? {}
    const running = Number(number.resetUntil ?? 0) > now && number.resetClient === start.client
    if (running && !start.evenIfRunning) return { outcome: 'running', login: String(number.resetId) }
    return { outcome: 'limited', retryAt: startsAgainAt(number, STARTS, limits.startsPerNumber) }
  },

  async join(resetId, key) {
    const outcome = await addHandle(db, key, {
      key: keys.reset(resetId),
      condition: `${waiting.condition} AND purpose = :purpose AND attribute_not_exists(passedBy) AND ${alive} AND tries < :most`,
      values: { ...waiting.values, ...whose(key), ':now': clock.now(), ':most': limits.codeTriesPerLogin },
      also: { set: walk, values: { ':walk': [{ at: clock.now(), word: 'came_back' }] } },
    })
    if (outcome.done) return asReset(outcome.item)
    const there = outcome.item === undefined ? undefined : asReset(outcome.item)
    return isFull(outcome.item) && there !== undefined && isCodeStep(there.step) ? 'full' : undefined
  },
})
