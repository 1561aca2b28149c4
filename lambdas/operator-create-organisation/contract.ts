import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { countries, country, money, personName } from '#runtime/shapes'

export const contract = define({
  step: 'operator-create-organisation',
  route: 'POST /operator/organisations',
  summary: 'Create an organisation with its SMS budget',
  access: 'operator',
  body: z.strictObject({
    name: personName,
    defaultCountry: country,
    countries: z.optional(countries),
    smsBudget: z.strictObject({ limit: money, currency: z.string().check(z.regex(/^[A-Z]{3}$/)) }),
    smsPrices: z.optional(z.record(z.string().check(z.regex(/^([A-Z]{2}|\*)$/)), money)),
  }),
  reply: z.object({ organisationId: z.string() }),
  status: 201,
  refuses: ['invalid_request'],
  needs: ['administration', 'numbers'],
})
