import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, next, session, sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'login-verify-code',
  route: 'POST /login/{loginId}/code',
  summary: 'Answer the code that was sent',
  access: 'anyone',
  body: z.strictObject({ code: sixDigits, trustDevice: z.optional(z.boolean()) }),
  reply: z.union([session, z.object({ next, code: z.optional(code) })]),
  refuses: ['invalid_request', 'wrong_code', 'earlier_code', 'code_expired', 'login_closed', 'step_up_required'],
  needs: ['logins', 'loginNumbers', 'codes', 'people', 'contacts', 'messages', 'signer', 'sessions', 'tokenSecrets'],
})
