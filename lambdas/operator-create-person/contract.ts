import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { locale, personName, role, typedCountry, typedEmail, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'operator-create-person',
  route: 'POST /operator/organisations/{organisationId}/people',
  summary: 'Create a person; they choose a PIN or password by the reset journey',
  access: 'operator',
  body: z.strictObject({
    name: personName,
    phone: z.optional(typedPhone),
    country: z.optional(typedCountry),
    email: z.optional(typedEmail),
    role,
    locale: z.optional(locale),
  }),
  reply: z.object({ personId: z.string() }),
  status: 201,
  refuses: ['invalid_request', 'not_found', 'country_not_allowed'],
  needs: ['administration', 'organisations', 'numbers', 'lookup', 'contacts'],
})
