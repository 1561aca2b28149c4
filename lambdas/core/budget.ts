import type { Gate } from './breaker.ts'
import { type Micros, parseMoney } from './money.ts'
import type { Organisation } from './person.ts'
import { reached, type Threshold, warnAt } from './thresholds.ts'

/** The part of a month's money that only resets and admins may use, where it is enough to pay for a reset: its code, and the word that it was done. */
export const RESERVE_PERCENT = 10
const MESSAGES_OF_A_RESET = 2

/** The price of a country that the operator gave none, under `*`, unless the operator sets that too. */
const PRICE_ANYWHERE: Micros = 100_000

/** A month of one organisation's money. Always: left = limit − used − reserved. */
export type Figures = {
  /** UTC, `2026-11`. */
  readonly budgetMonth: string
  readonly currency: string
  readonly limitMicros: Micros
  /** What is left of the limit for everybody, and for whoever may not use the reserve; the second may fall below zero. */
  readonly leftMicros: Micros
  readonly leftForLoginsMicros: Micros
  /** `leftForLoginsMicros` of a fresh month. */
  readonly forLoginsMicros: Micros
  readonly usedMicros: Micros
  readonly reservedMicros: Micros
  /** By ISO country; `*` for all others. */
  readonly prices: Readonly<Record<string, Micros>>
  readonly countries: readonly string[]
  readonly warned: readonly Threshold[]
  /** The admins have to be told once `leftMicros` has come down to this; `ALL_TOLD` when there is nothing left to tell. */
  readonly warnAtMicros: Micros
  /** Used by day of the month, and the same of the month before. */
  readonly days: Readonly<Record<string, Micros>>
  readonly previousMonth?: string
  readonly previousDays?: Readonly<Record<string, Micros>>
  readonly previousUsedMicros?: Micros
  readonly previousReservedMicros?: Micros
  readonly sweptAt: number
} & Gate

export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)
export const dayOf = (at: number): string => new Date(at).toISOString().slice(8, 10)

/** The price of a text message, and whether the country has one of its own. */
export const priceOf = (
  prices: Figures['prices'],
  country: string,
): { readonly price: Micros; readonly own: boolean } => {
  const own = prices[country]
  return own === undefined ? { price: prices['*'] ?? PRICE_ANYWHERE, own: false } : { price: own, own: true }
}

/** What of a limit may be used to sign in. A reserve that pays for no reset would help nobody, and a small limit is all for signing in. */
const forLogins = (limit: Micros, { prices, countries }: Pick<Figures, 'prices' | 'countries'>): Micros => {
  const kept = Math.floor((limit * RESERVE_PERCENT) / 100)
  const dearest = Math.max(...countries.map((country) => priceOf(prices, country).price))
  return kept < MESSAGES_OF_A_RESET * dearest ? limit : limit - kept
}

const moneyOr = (text: string, otherwise: Micros): Micros => parseMoney(text) ?? otherwise

/** Prices as the operator gave them, in millionths, with one for everywhere else. */
export const pricesOf = (organisation: Pick<Organisation, 'smsPrices'>): Figures['prices'] => ({
  '*': PRICE_ANYWHERE,
  ...Object.fromEntries(
    Object.entries(organisation.smsPrices).map(([country, price]) => [country, moneyOr(price, PRICE_ANYWHERE)]),
  ),
})

/** A fresh month for an organisation. A limit that cannot be read is no money, not endless money. */
export const openFigures = (
  organisation: Pick<Organisation, 'smsBudget' | 'smsPrices' | 'countries'>,
  now: number,
): Figures => {
  const limit = moneyOr(organisation.smsBudget.limit, 0)
  const tariff = { prices: pricesOf(organisation), countries: organisation.countries }
  const forLoginsMicros = forLogins(limit, tariff)
  return {
    budgetMonth: monthOf(now),
    currency: organisation.smsBudget.currency,
    limitMicros: limit,
    leftMicros: limit,
    forLoginsMicros,
    leftForLoginsMicros: forLoginsMicros,
    usedMicros: 0,
    reservedMicros: 0,
    ...tariff,
    warned: [],
    warnAtMicros: warnAt(limit, []),
    days: {},
    sweptAt: now,
  }
}

/** The figures as they stand at `now`: in a new month nothing has been used yet. A clock behind the month stays in it. */
export const figuresAt = (figures: Figures, now: number): Figures => {
  if (monthOf(now) <= figures.budgetMonth) return figures
  return {
    ...figures,
    budgetMonth: monthOf(now),
    leftMicros: figures.limitMicros,
    leftForLoginsMicros: figures.forLoginsMicros,
    usedMicros: 0,
    reservedMicros: 0,
    warned: [],
    warnAtMicros: warnAt(figures.limitMicros, []),
    days: {},
    previousMonth: figures.budgetMonth,
    previousDays: figures.days,
    previousUsedMicros: figures.usedMicros,
    previousReservedMicros: figures.reservedMicros,
  }
}

/** The figures after the operator set another limit, other prices or other countries: what is left moves with it, and shares that are not reached any more may be told again. */
export const newLimit = (
  figures: Figures,
  limit: Micros,
  tariff: Pick<Figures, 'prices' | 'countries'>,
): Pick<
  Figures,
  'limitMicros' | 'forLoginsMicros' | 'leftMicros' | 'leftForLoginsMicros' | 'warned' | 'warnAtMicros'
> => {
  const leftMicros = figures.leftMicros + limit - figures.limitMicros
  const forLoginsMicros = forLogins(limit, tariff)
  const leftForLoginsMicros = figures.leftForLoginsMicros + forLoginsMicros - figures.forLoginsMicros
  const still = reached(limit, leftMicros)
  const warned =
    limit === figures.limitMicros ? figures.warned : figures.warned.filter((share) => still.includes(share))
  return {
    limitMicros: limit,
    forLoginsMicros,
    leftMicros,
    leftForLoginsMicros,
    warned,
    warnAtMicros: warnAt(limit, warned),
  }
}
