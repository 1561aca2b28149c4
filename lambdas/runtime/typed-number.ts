import type { PhoneNumber } from '#core/numbers'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

/** The mobile number somebody typed, in a country this deployment sends to; refused before anything is spent. */
export const readNumber = (
  typed: { readonly phone: string; readonly country?: string },
  { numbers, stage }: Pick<Ports, 'numbers' | 'stage'>,
): PhoneNumber => {
  const number = numbers.read(typed.phone, typed.country ?? stage.defaultCountry)
  if (number === undefined)
    throw new Refused('invalid_request', { fields: [{ path: 'phone', problem: 'not a mobile number' }] })
  if (!stage.countries.includes(number.country)) throw new Refused('country_not_allowed', { country: number.country })
  return number
}
