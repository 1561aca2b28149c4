import { dayOf, type Figures, monthOf } from './budget.ts'
import type { Micros } from './money.ts'
import { DAY } from './time.ts'

const WEEK_DAYS = 7

/** Used on each of the last days, oldest first, today last. */
export const usedByDay = (
  figures: Figures,
  now: number,
  days: number,
): readonly { readonly day: string; readonly micros: Micros }[] =>
  Array.from({ length: days }, (_, i) => {
    const at = now - (days - 1 - i) * DAY
    const month = monthOf(at)
    const used =
      month === figures.budgetMonth ? figures.days : month === figures.previousMonth ? figures.previousDays : undefined
    return { day: new Date(at).toISOString().slice(0, 10), micros: used?.[dayOf(at)] ?? 0 }
  })

/** How many days what is left will last at the rate of the last seven; undefined when nothing was used. */
export const daysLeft = (figures: Figures, now: number): number | undefined => {
  const week = usedByDay(figures, now, WEEK_DAYS).reduce((sum, { micros }) => sum + micros, 0)
  return week === 0 ? undefined : Math.max(0, Math.floor((figures.leftMicros * WEEK_DAYS) / week))
}
