import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, next, typedCountry, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'login-phone-number',
  route: 'POST /login/{loginId}/phone-number',
  summary: 'Name a number for the code, when the profile has none; a code by e-mail is asked for first',
  access: 'anyone',
  body: z.strictObject({ phone: typedPhone, country: z.optional(typedCountry) }),
  reply: z.object({ next, code }),
  refuses: ['invalid_request', 'login_closed', 'country_not_allowed', 'sms_budget_spent', 'too_many_requests'],
  needs: ['logins', 'loginNumbers', 'lookup', 'contacts', 'numbers', 'people', 'organisations', 'purse', 'messages'],
})
