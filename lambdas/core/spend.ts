import { type Figures, priceOf } from './budget.ts'
import type { Micros } from './money.ts'

export type SpendVerdict =
  | { readonly verdict: 'pay'; readonly price: Micros }
  | { readonly verdict: 'country_not_allowed' | 'sms_budget_spent' }

/** Whether a text message to this country may be paid for. The country is asked before the money. */
export const judgeSpend = (
  figures: Pick<Figures, 'countries' | 'prices' | 'leftMicros' | 'leftForLoginsMicros'>,
  country: string,
  mayUseReserve: boolean,
): SpendVerdict => {
  if (!figures.countries.includes(country)) return { verdict: 'country_not_allowed' }
  const { price } = priceOf(figures.prices, country)
  const left = mayUseReserve ? figures.leftMicros : figures.leftForLoginsMicros
  return left >= price ? { verdict: 'pay', price } : { verdict: 'sms_budget_spent' }
}
