import type { Window } from '#core/limits'
import type { Item } from './dynamo.ts'

/** Where a number is counted that somebody entered for another account than its own: that uses up nothing of its owner's. */
export const ENTERED = 'e'

/**
 * The last starts of a number, newest in `s0`. Every SET sees the item as it was, so one write shifts them all:
 *   s1 = s0, s0 = now    if    s2 is older than 15 minutes, s4 than an hour, s9 than a day
 * A window is full when its oldest slot is too young. No read, no race, no reset job.
 */
export const shiftStarts = (prefix: string, windows: readonly Window[]) => {
  const slots = Math.max(...windows.map((window) => window.most))
  const older = Array.from({ length: slots - 1 }, (_, i) => slots - 1 - i)
  const sets = older.map((slot) => `${prefix}${slot} = if_not_exists(${prefix}${slot - 1}, :never)`)
  const conditions = windows.map(
    (window, i) => `(attribute_not_exists(${prefix}${window.most - 1}) OR ${prefix}${window.most - 1} <= :window${i})`,
  )
  return {
    sets: [...sets, `${prefix}0 = :now`].join(', '),
    condition: conditions.join(' AND '),
    values: (now: number) => {
      const values: Record<string, number> = { ':never': 0, ':now': now }
      windows.forEach((window, i) => {
        values[`:window${i}`] = now - window.withinMs
      })
      return values
    },
  }
}

/** When a full number may begin again. */
export const startsAgainAt = (item: Item, prefix: string, windows: readonly Window[]) =>
  Math.max(...windows.map((window) => Number(item[`${prefix}${window.most - 1}`] ?? 0) + window.withinMs))
