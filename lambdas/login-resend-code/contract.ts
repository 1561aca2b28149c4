import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { channel, code } from '#runtime/shapes'

export const contract = define({
  step: 'login-resend-code',
  route: 'POST /login/{loginId}/code/resend',
  summary:
    'Send another code; only the newest counts. By one of the alternatives at once, where the newest could not be sent',
  access: 'anyone',
  body: z.strictObject({ channel: z.optional(channel) }),
  reply: z.object({ code }),
  refuses: [
    'invalid_request',
    'login_closed',
    'resend_too_soon',
    'no_sends_left',
    'sms_budget_spent',
    'country_not_allowed',
    'too_many_requests',
  ],
  needs: ['logins', 'people', 'contacts', 'numbers', 'messages', 'deliveries', 'purse'],
})
