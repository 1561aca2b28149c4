import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

type Named = { readonly defaultCountry?: string | undefined; readonly countries?: readonly string[] | undefined }

/** Refuses a country that no number has, by the field it stands in: with it nobody of the organisation could sign in. */
export const refuseUnknownCountries = ({ defaultCountry, countries }: Named, { numbers }: Pick<Ports, 'numbers'>) => {
  const isUnknown = (country: string) => !numbers.knows(country)
  const fields = [
    ...(defaultCountry !== undefined && isUnknown(defaultCountry) ? ['defaultCountry'] : []),
    ...(countries?.some(isUnknown) ? ['countries'] : []),
  ]
  if (fields.length === 0) return
  throw new Refused('invalid_request', { fields: fields.map((path) => ({ path, problem: 'not a country' })) })
}
