import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { locale, personName, role, typedCountry, typedEmail, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'organisation-invite',
  route: 'POST /organisation/people',
  summary: 'Invite a person; they are told, and choose a PIN or password by the reset journey',
  access: 'admin',
  body: z.strictObject({
    name: personName,
    phone: z.optional(typedPhone),
    country: z.optional(typedCountry),
    email: z.optional(typedEmail),
    role: z.optional(role),
    locale: z.optional(locale),
  }),
  reply: z.object({ personId: z.string() }),
  status: 201,
  refuses: [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'country_not_allowed',
    'unavailable',
    'too_many_requests',
  ],
  needs: ['tokens', 'sessions', 'administration', 'numbers', 'lookup', 'contacts', 'messages', 'allowances'],
})
