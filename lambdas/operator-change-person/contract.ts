import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { personName, role, typedCountry, typedEmail, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'operator-change-person',
  route: 'PATCH /operator/organisations/{organisationId}/people/{personId}',
  summary: 'Correct a number, an e-mail address or a name, change the role, disable: where no admin can',
  access: 'operator',
  body: z.strictObject({
    phone: z.optional(typedPhone),
    country: z.optional(typedCountry),
    email: z.optional(typedEmail),
    name: z.optional(personName),
    role: z.optional(role),
    disabled: z.optional(z.boolean()),
    /** Why, for the audit trail. */
    reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  }),
  reply: z.object({ personId: z.string() }),
  refuses: ['invalid_request', 'not_found', 'country_not_allowed', 'unavailable'],
  needs: ['organisations', 'members', 'administration', 'numbers', 'lookup', 'contacts', 'messages'],
})
