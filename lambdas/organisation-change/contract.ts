import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { organisationShape, twoFactorShape } from '#runtime/organisation-view'
import { countries, country, personName } from '#runtime/shapes'

export const contract = define({
  step: 'organisation-change',
  route: 'PATCH /organisation',
  summary: "Change your organisation's settings; they hold from the next request on",
  access: 'admin',
  body: z.strictObject({
    name: z.optional(personName),
    defaultCountry: z.optional(country),
    countries: z.optional(countries),
    twoFactor: z.optional(z.partial(twoFactorShape)),
    trustedDevices: z.optional(z.strictObject({ allowed: z.boolean() })),
    emailCodesWhenSmsSpent: z.optional(z.boolean()),
  }),
  reply: organisationShape,
  refuses: ['invalid_request', 'unauthenticated', 'forbidden', 'unavailable'],
  needs: ['tokens', 'sessions', 'administration'],
})
