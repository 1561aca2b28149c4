import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, empty } from '#runtime/shapes'

export const contract = define({
  step: 'me-phone-resend-code',
  route: 'POST /me/phone/{changeId}/code/resend',
  summary: 'Send the new number another code; only the newest counts',
  access: 'person',
  body: empty,
  reply: z.object({ code }),
  refuses: [
    'invalid_request',
    'unauthenticated',
    'login_closed',
    'resend_too_soon',
    'no_sends_left',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: ['tokens', 'sessions', 'logins', 'purse', 'messages'],
})
