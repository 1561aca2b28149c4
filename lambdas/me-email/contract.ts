import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, instant, sixDigits, typedEmail, typedPassword } from '#runtime/shapes'

export const contract = define({
  step: 'me-email',
  route: 'POST /me/email',
  summary: 'Add or change your e-mail address, showing your PIN or password; a code proves it',
  access: 'person',
  body: z.strictObject({
    email: typedEmail,
    currentPin: z.optional(sixDigits),
    currentPassword: z.optional(typedPassword),
  }),
  reply: z.object({ changeId: z.string(), expiresAt: instant, code }),
  refuses: [
    'invalid_request',
    'unauthenticated',
    'wrong_pin',
    'wrong_password',
    'pin_disabled',
    'password_disabled',
    'too_many_requests',
    'step_up_required',
  ],
  needs: [
    'tokens',
    'sessions',
    'people',
    'pinCheck',
    'lookup',
    'contacts',
    'codes',
    'logins',
    'messages',
    'allowances',
  ],
})
