import * as z from 'zod/mini'
import type { Organisation } from '#core/person'
import { country, networks } from './shapes.ts'

export const twoFactorShape = z.strictObject({
  required: z.boolean(),
  method: z.enum(['sms', 'email']),
  exemptNetworks: networks,
})

export const organisationShape = z.object({
  organisationId: z.string(),
  name: z.string(),
  defaultCountry: country,
  countries: z.array(country),
  twoFactor: twoFactorShape,
  trustedDevices: z.object({ allowed: z.boolean() }),
  emailCodesWhenSmsSpent: z.boolean(),
})

/** An organisation's settings, as its admins see them. */
export const organisationView = (organisation: Organisation) => ({
  organisationId: organisation.organisationId,
  name: organisation.name,
  defaultCountry: organisation.defaultCountry,
  countries: [...organisation.countries],
  twoFactor: { ...organisation.twoFactor, exemptNetworks: [...organisation.twoFactor.exemptNetworks] },
  trustedDevices: organisation.trustedDevices,
  emailCodesWhenSmsSpent: organisation.emailCodesWhenSmsSpent,
})
