import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, empty } from '#runtime/shapes'

export const contract = define({
  step: 'me-email-resend-code',
  route: 'POST /me/email/{changeId}/code/resend',
  summary: 'Send the new e-mail address another code; only the newest counts',
  access: 'person',
  body: empty,
  reply: z.object({ code }),
  refuses: ['invalid_request', 'unauthenticated', 'login_closed', 'resend_too_soon', 'no_sends_left'],
  needs: ['tokens', 'sessions', 'logins', 'messages'],
})
