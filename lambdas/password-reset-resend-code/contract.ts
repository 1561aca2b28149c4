import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, empty } from '#runtime/shapes'

export const contract = define({
  step: 'password-reset-resend-code',
  route: 'POST /password-reset/{resetId}/code/resend',
  summary: "Send this step's code again; only the newest counts",
  access: 'anyone',
  body: empty,
  reply: z.object({ code }),
  refuses: [
    'invalid_request',
    'reset_closed',
    'resend_too_soon',
    'no_sends_left',
    'message_not_sent',
    'too_many_requests',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: ['resets', 'messages', 'deliveries'],
})
