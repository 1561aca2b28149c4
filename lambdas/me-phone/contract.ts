import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, instant, sixDigits, typedCountry, typedPassword, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'me-phone',
  route: 'POST /me/phone',
  summary: 'Add or change your number, showing your PIN or password; a code proves it',
  access: 'person',
  body: z.strictObject({
    phone: typedPhone,
    country: z.optional(typedCountry),
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
    'country_not_allowed',
    'sms_budget_spent',
    'too_many_requests',
    'step_up_required',
  ],
  needs: [
    'tokens',
    'sessions',
    'people',
    'pinCheck',
    'numbers',
    'lookup',
    'contacts',
    'codes',
    'logins',
    'purse',
    'messages',
    'allowances',
  ],
})
