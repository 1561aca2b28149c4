import type { Organisation } from '#core/person'
import type { Run } from '#runtime/contract'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ body }, { roster, budget, chance, clock }) => {
  const organisation: Organisation = {
    organisationId: chance.id(),
    name: body.name,
    defaultCountry: body.defaultCountry,
    countries: body.countries ?? [body.defaultCountry],
    twoFactor: { required: true, method: 'sms', exemptNetworks: [] },
    trustedDevices: { allowed: true },
    emailCodesWhenSmsSpent: false,
    smsBudget: body.smsBudget,
    smsPrices: body.smsPrices ?? {},
    createdAt: clock.now(),
  }
  await budget.open(organisation)
  await roster.createOrganisation(organisation)
  return { organisationId: organisation.organisationId }
}
