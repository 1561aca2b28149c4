import * as z from 'zod/mini'
import { pauseReasons, standingOf } from '#core/breaker'
import { type Figures, openFigures } from '#core/budget'
import { formatMoney } from '#core/money'
import type { Organisation } from '#core/person'
import type { Ports } from '#core/ports'
import { daysLeft, usedByDay } from '#core/spending-rate'
import { THRESHOLDS } from '#core/thresholds'
import { iso } from '#core/time'
import { instant } from './shapes.ts'

const CHART_DAYS = 30
const amount = z.string().check(z.regex(/^\d+\.\d{2,6}$/))
const LEFT = 'What may still be spent. Never below 0.00: used and reserved exceed the limit when it was set below them.'

/** A month's money as the organisation's admins see it. */
export const budgetView = z.object({
  month: z.string(),
  currency: z.string(),
  limit: amount,
  used: amount,
  reserved: amount,
  left: amount.check(z.describe(LEFT)),
  /** What of it only resets and admins may use. */
  keptForResets: amount,
  /** At the rate of the last seven days; null when nothing was used. */
  daysLeft: z.nullable(z.int()),
  thresholds: z.array(z.object({ percent: z.int(), reached: z.boolean() })),
  days: z.array(z.object({ day: z.string(), used: amount })),
  prices: z.record(z.string(), amount),
  /** People on devices that are not known are sent no text messages, or in the trial that follows only a few. Left out while they are. */
  paused: z.optional(z.object({ since: instant, until: instant, why: z.enum(pauseReasons), onTrial: z.boolean() })),
})

/** The pause that runs, or its trial. A stage that only records refuses nobody, so nobody is paused there. */
const pausedIn = ({ pausedAt, pausedUntil, pausedFor, trialUntil }: Figures, { clock, stage }: Basics) => {
  const standing = standingOf({ pausedUntil, trialUntil }, clock.now())
  if (stage.smsFloods === 'record' || standing === 'open') return undefined
  const until = standing === 'paused' ? pausedUntil : trialUntil
  return {
    since: iso(pausedAt ?? 0),
    until: iso(until ?? 0),
    why: pausedFor ?? 'never_given',
    onTrial: standing === 'trial',
  }
}

type Basics = Pick<Ports, 'clock' | 'stage'>

export const viewBudget = async (organisation: Organisation, ports: Basics & Pick<Ports, 'records'>) => {
  const now = ports.clock.now()
  const figures = (await ports.records.figures(organisation.organisationId)) ?? openFigures(organisation, now)
  const { limitMicros, leftMicros, leftForLoginsMicros, usedMicros, reservedMicros } = figures
  const paused = pausedIn(figures, ports)
  return {
    month: figures.budgetMonth,
    currency: figures.currency,
    limit: formatMoney(limitMicros),
    used: formatMoney(usedMicros),
    reserved: formatMoney(reservedMicros),
    left: formatMoney(Math.max(0, leftMicros)),
    keptForResets: formatMoney(Math.max(0, leftMicros - Math.max(0, leftForLoginsMicros))),
    daysLeft: daysLeft(figures, now) ?? null,
    thresholds: THRESHOLDS.map((percent) => ({
      percent,
      reached: figures.warned.includes(percent) || (limitMicros - leftMicros) * 100 >= limitMicros * percent,
    })),
    days: usedByDay(figures, now, CHART_DAYS).map(({ day, micros }) => ({ day, used: formatMoney(micros) })),
    prices: Object.fromEntries(Object.entries(figures.prices).map(([country, price]) => [country, formatMoney(price)])),
    ...(paused === undefined ? {} : { paused }),
  }
}
