import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { session } from '#runtime/shapes'

export const contract = define({
  step: 'session-refresh',
  route: 'POST /session/refresh',
  summary: 'A new access token, and the next refresh token',
  access: 'anyone',
  body: z.strictObject({ refreshToken: z.optional(z.string().check(z.maxLength(400))) }),
  reply: session,
  refuses: ['invalid_request', 'unauthenticated', 'step_up_required'],
  needs: ['sessions', 'signer', 'tokenSecrets'],
})
