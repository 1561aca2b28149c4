import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { login, typedCountry, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'login-start',
  route: 'POST /login/phone',
  summary: 'Begin to sign in with a mobile number',
  access: 'anyone',
  body: z.strictObject({ phone: typedPhone, country: z.optional(typedCountry) }),
  reply: login,
  refuses: ['invalid_request', 'country_not_allowed', 'too_many_requests', 'step_up_required'],
  needs: ['logins', 'sources', 'lookup', 'codes', 'directory', 'trust', 'numbers', 'messages'],
})
