import type { Organisation } from '#core/person'
import { byOperator } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { refuseUnknownCountries, refuseUnknownCurrency, refuseWithoutDefault } from '#runtime/known-settings'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ body }, ports) => {
  refuseUnknownCountries(body, ports)
  refuseUnknownCurrency(body.smsBudget.currency)
  const organisation: Organisation = {
    organisationId: ports.chance.id(),
    name: body.name,
    defaultCountry: body.defaultCountry,
    countries: body.countries ?? [body.defaultCountry],
    twoFactor: { required: true, method: 'sms', exemptNetworks: [] },
    trustedDevices: { allowed: true },
    emailCodesWhenSmsSpent: false,
    smsBudget: body.smsBudget,
    smsPrices: body.smsPrices ?? {},
    createdAt: ports.clock.now(),
    peopleInOrder: true,
  }
  refuseWithoutDefault(organisation)
  const deed = byOperator(organisation.organisationId, 'organisation_created', {}, ports)
  await ports.administration.found(organisation, deed)
  return { organisationId: organisation.organisationId }
}
