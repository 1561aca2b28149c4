import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { next, sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'login-verify-code',
  route: 'POST /login/{loginId}/code',
  summary: 'Answer the code that was sent',
  access: 'anyone',
  body: z.strictObject({ code: sixDigits, trustDevice: z.optional(z.boolean()) }),
  reply: z.object({ next }),
  refuses: ['invalid_request', 'wrong_code', 'earlier_code', 'code_expired', 'login_closed'],
  needs: ['logins', 'codes'],
})
