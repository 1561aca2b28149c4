import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { memberShape } from '#runtime/member-view'
import { personName, role, typedCountry, typedEmail, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'organisation-person-change',
  route: 'PATCH /organisation/people/{personId}',
  summary: 'Correct a number, an e-mail address or a name, change the role, exempt from two-factor, disable',
  access: 'admin',
  body: z.strictObject({
    phone: z.optional(typedPhone),
    country: z.optional(typedCountry),
    email: z.optional(typedEmail),
    name: z.optional(personName),
    role: z.optional(role),
    twoFactorExempt: z.optional(z.boolean()),
    disabled: z.optional(z.boolean()),
    /** Why, for the audit trail. */
    reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  }),
  reply: memberShape,
  refuses: [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'country_not_allowed',
    'unavailable',
    'too_many_requests',
  ],
  needs: ['tokens', 'sessions', 'members', 'administration', 'numbers', 'lookup', 'contacts', 'messages', 'allowances'],
})
