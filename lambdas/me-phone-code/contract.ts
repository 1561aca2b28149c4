import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { profileShape } from '#runtime/profile'
import { sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'me-phone-code',
  route: 'POST /me/phone/{changeId}/code',
  summary: 'Prove the new number by the code it was sent; the old one is told',
  access: 'person',
  body: z.strictObject({ code: sixDigits }),
  reply: profileShape,
  refuses: [
    'invalid_request',
    'unauthenticated',
    'wrong_code',
    'earlier_code',
    'code_expired',
    'login_closed',
    'too_many_requests',
    'unavailable',
  ],
  needs: ['tokens', 'sessions', 'people', 'logins', 'codes', 'roster', 'contacts', 'messages'],
})
