import { nextSendAt } from '#core/code-verdict'
import type { StartOutcome } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { isCodeStep, type Reset } from '#core/reset'
import type { ResetKey, Resets } from '#core/reset-ports'
import { numberKeptUntil } from './code-bucket.ts'
import { isNearEnd, rowEnded, rowForms } from './code-row.ts'
import type { Dynamo, Item } from './dynamo.ts'
import { addHandle, isFull } from './handles.ts'
import { keys } from './keys.ts'
import { shiftStarts, startsAgainAt } from './number-starts.ts'
import { alive, asReset, resetItem, waiting, walk, whose } from './reset-conditions.ts'

// Resets of a number are counted apart from its sign-ins, and those of known devices from those of strangers: whoever floods one does not bar the other.
const KNOWN = 'rk'
const STRANGERS = 'r'
const startsOf = ({ known }: Pick<Reset, 'known'>) => (known ? KNOWN : STRANGERS)

type Start = Parameters<Resets['begin']>[2]

/** How a reset begins, and how a client comes back to the one it began. */
export const resetStarts = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<Resets, 'begin' | 'join'> => {
  const shifts = {
    [KNOWN]: shiftStarts(KNOWN, limits.startsPerNumber),
    [STRANGERS]: shiftStarts(STRANGERS, limits.startsPerNumber),
  }
  const write = (reset: Reset, key: ResetKey, start: Start, row: ReturnType<typeof rowForms>['far']) => {
    const now = clock.now()
    const shift = shifts[startsOf(reset)]
    const idle = '(attribute_not_exists(resetUntil) OR resetUntil <= :now OR resetClient <> :client)'
    const stored = { ...reset, handles: { [key.handle]: key.binding } }
    return db.transact([
      {
        op: 'update',
        table: 'logins',
        key: keys.number(reset.numberIndex),
        update: `SET ${shift.sets}, resetId = :reset, resetClient = :client, resetUntil = :until, #ttl = :ttl${row.set}`,
        condition: `${start.evenIfRunning ? shift.condition : `${idle} AND ${shift.condition}`}${row.condition}`,
        names: { '#ttl': 'ttl' },
        values: {
          ...shift.values(now),
          ...row.values,
          ':reset': reset.resetId,
          ':client': start.client,
          ':until': nextSendAt(reset, limits) ?? reset.expiresAt,
          ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
        },
      },
      { op: 'put', table: 'logins', item: resetItem(stored), condition: 'attribute_not_exists(pk)' },
    ])
  }

  const whyNot = (number: Item, reset: Reset, start: Start): StartOutcome => {
    const now = clock.now()
    const running = Number(number.resetUntil ?? 0) > now && number.resetClient === start.client
    if (running && !start.evenIfRunning) return { outcome: 'running', login: String(number.resetId) }
    const again = startsAgainAt(number, startsOf(reset), limits.startsPerNumber)
    const ended = again <= now && rowEnded({}, 'reset', number, limits)
    return ended ? { outcome: 'step_up' } : { outcome: 'limited', retryAt: again }
  }

  return {
    async begin(reset, key, start) {
      const rows = rowForms({}, 'reset', limits)
      const far = await write(reset, key, start, rows.far)
      const near = !far.done && isNearEnd({}, far.obstacles[0]?.item ?? {}, limits)
      const outcome = near ? await write({ ...reset, rowCharged: true }, key, start, rows.near) : far
      return outcome.done ? { outcome: 'begun' } : whyNot(outcome.obstacles[0]?.item ?? {}, reset, start)
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
  }
}
