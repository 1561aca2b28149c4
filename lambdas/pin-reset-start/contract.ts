import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { resetStarted } from '#runtime/reset-view'
import { typedCountry, typedPhone } from '#runtime/shapes'

export const contract = define({
  step: 'pin-reset-start',
  route: 'POST /pin-reset',
  summary: 'Forgot the PIN, or never had one: begin with the mobile number',
  access: 'anyone',
  body: z.strictObject({ phone: typedPhone, country: z.optional(typedCountry) }),
  reply: resetStarted,
  refuses: ['invalid_request', 'country_not_allowed', 'too_many_requests', 'step_up_required'],
  needs: ['resets', 'sources', 'lookup', 'codes', 'directory', 'trust', 'numbers', 'messages', 'pinResetWorkflow'],
})
