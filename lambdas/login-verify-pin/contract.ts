import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { session, sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'login-verify-pin',
  route: 'POST /login/{loginId}/pin',
  summary: 'Answer with the PIN, and be signed in',
  access: 'anyone',
  body: z.strictObject({ pin: sixDigits, trustDevice: z.optional(z.boolean()) }),
  reply: session,
  refuses: ['invalid_request', 'wrong_pin', 'pin_disabled', 'login_closed', 'too_many_requests', 'step_up_required'],
  needs: ['logins', 'signIns', 'people', 'pinCheck', 'trust', 'signer', 'sessions', 'tokenSecrets', 'messages'],
})
