import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { countries, country, money, personName } from '#runtime/shapes'

export const contract = define({
  step: 'operator-change-organisation',
  route: 'PATCH /operator/organisations/{organisationId}',
  summary: 'Change an organisation: its name, countries, SMS budget or prices',
  access: 'operator',
  body: z.strictObject({
    name: z.optional(personName),
    defaultCountry: z.optional(country),
    countries: z.optional(countries),
    smsBudget: z.optional(
      z.strictObject({ limit: money, currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))) }),
    ),
    smsPrices: z.optional(z.record(z.string().check(z.regex(/^([A-Z]{2}|\*)$/)), money)),
  }),
  reply: z.object({ organisationId: z.string() }),
  refuses: ['invalid_request', 'not_found', 'unavailable'],
  needs: ['organisations', 'administration', 'numbers'],
})
