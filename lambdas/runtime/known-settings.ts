import type { Organisation } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

type Named = {
  readonly defaultCountry?: string | undefined
  readonly countries?: readonly string[] | undefined
  readonly smsPrices?: Readonly<Record<string, string>> | undefined
}

/** Refuses a country that no number has, by the field it stands in: with it nobody of the organisation could sign in. */
export const refuseUnknownCountries = (
  { defaultCountry, countries, smsPrices = {} }: Named,
  { numbers }: Pick<Ports, 'numbers'>,
) => {
  const isUnknown = (country: string) => !numbers.knows(country)
  const fields = [
    ...(defaultCountry !== undefined && isUnknown(defaultCountry) ? ['defaultCountry'] : []),
    ...(countries?.some(isUnknown) ? ['countries'] : []),
    ...(Object.keys(smsPrices).some((country) => country !== '*' && isUnknown(country)) ? ['smsPrices'] : []),
  ]
  if (fields.length === 0) return
  throw new Refused('invalid_request', { fields: fields.map((path) => ({ path, problem: 'not a country' })) })
}

/** Refuses settings in which a number without its country is one that nothing is sent to. */
export const refuseWithoutDefault = ({
  defaultCountry,
  countries,
}: Pick<Organisation, 'defaultCountry' | 'countries'>) => {
  if (countries.includes(defaultCountry)) return
  throw new Refused('invalid_request', { fields: [{ path: 'countries', problem: 'the default country is missing' }] })
}

/** Refuses a currency that there is not: everybody would read it beside every amount. */
export const refuseUnknownCurrency = (currency: string | undefined) => {
  if (currency === undefined || Intl.supportedValuesOf('currency').includes(currency)) return
  throw new Refused('invalid_request', { fields: [{ path: 'smsBudget.currency', problem: 'not a currency' }] })
}
