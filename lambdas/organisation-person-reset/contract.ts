import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'organisation-person-reset',
  route: 'POST /organisation/people/{personId}/reset',
  summary:
    'Have a person choose a new PIN or password: they are told, and nobody else sees a code or what they choose. Where it is compromised, the one they have opens nothing from now on',
  access: 'admin',
  body: z.strictObject({ compromised: z.optional(z.boolean()) }),
  refuses: ['unauthenticated', 'forbidden', 'not_found', 'unavailable', 'too_many_requests', 'invalid_request'],
  needs: ['tokens', 'sessions', 'members', 'administration', 'messages', 'allowances'],
})
