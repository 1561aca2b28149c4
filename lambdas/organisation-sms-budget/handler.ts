import { daysLeft, openFigures, THRESHOLDS, usedByDay } from '#core/budget'
import { formatMoney } from '#core/money'
import type { Run } from '#runtime/contract'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

const CHART_DAYS = 30

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  const now = ports.clock.now()
  const found = await ports.records.figures(organisation.organisationId)
  const figures = found ?? openFigures(organisation, now)
  const { limitMicros, leftMicros, leftForLoginsMicros, usedMicros, reservedMicros } = figures
  return {
    month: figures.budgetMonth,
    currency: figures.currency,
    limit: formatMoney(limitMicros),
    used: formatMoney(usedMicros),
    reserved: formatMoney(reservedMicros),
    left: formatMoney(leftMicros),
    keptForResets: formatMoney(Math.max(0, leftMicros - Math.max(0, leftForLoginsMicros))),
    daysLeft: daysLeft(figures, now) ?? null,
    thresholds: THRESHOLDS.map((percent) => ({
      percent,
      reached: figures.warned.includes(percent) || (limitMicros - leftMicros) * 100 >= limitMicros * percent,
    })),
    days: usedByDay(figures, now, CHART_DAYS).map(({ day, micros }) => ({ day, used: formatMoney(micros) })),
    prices: Object.fromEntries(Object.entries(figures.prices).map(([country, price]) => [country, formatMoney(price)])),
  }
}
