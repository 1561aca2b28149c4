import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { typedPassword } from '#runtime/shapes'

export const contract = define({
  step: 'me-password',
  route: 'POST /me/password',
  summary: 'Choose a new password, showing the current one',
  access: 'person',
  body: z.strictObject({ currentPassword: typedPassword, newPassword: typedPassword }),
  refuses: [
    'invalid_request',
    'unauthenticated',
    'wrong_password',
    'password_disabled',
    'password_not_allowed',
    'too_many_requests',
    'step_up_required',
    'unavailable',
  ],
  needs: ['tokens', 'sessions', 'people', 'pinCheck', 'pinSeal', 'contacts', 'commonPasswords', 'roster', 'messages'],
})
