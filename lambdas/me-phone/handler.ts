import { maskPhone } from '#core/mask'
import { askPurse } from '#runtime/ask-purse'
import { beginChange } from '#runtime/begin-change'
import { confirmSecret } from '#runtime/confirm-secret'
import type { PortsOf, Refuse, Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

type Typed = { readonly phone: string; readonly country?: string | undefined }

const readNumber = (
  { phone, country }: Typed,
  countries: readonly string[],
  defaultCountry: string,
  { numbers, stage }: PortsOf<typeof contract>,
  refuse: Refuse<typeof contract>,
) => {
  const number = numbers.read(phone, country ?? defaultCountry)
  if (number === undefined)
    throw refuse('invalid_request', { fields: [{ path: 'phone', problem: 'not a mobile number' }] })
  if (!countries.includes(number.country) || !stage.countries.includes(number.country))
    throw refuse('country_not_allowed', { country: number.country })
  return number
}

/** Nothing changes yet: the number has to be proved first. */
export const run: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { contacts, lookup } = ports
  const { person, session, organisation } = await signedIn(caller, ports)
  await confirmSecret(person, body, ports)
  const { e164, country } = readNumber(body, organisation.countries, organisation.defaultCountry, ports, refuse)
  const verdict = await askPurse({ organisationId: person.organisationId, country, mayUseReserve: true }, ports)
  if (verdict !== 'pay') throw refuse(verdict, { country, alternatives: [] })
  const [sealed, sentTo, index] = [contacts.seal(e164, person.personId), maskPhone(e164), lookup.phone(e164)]
  const number = { sealed, sentTo, country, index }
  return beginChange(person, session, { ...number, number, channel: 'sms', word: 'number_entered' }, ports)
}
