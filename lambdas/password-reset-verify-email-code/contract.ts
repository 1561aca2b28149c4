import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { resetNext } from '#runtime/reset-view'
import { code, sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'password-reset-verify-email-code',
  route: 'POST /password-reset/{resetId}/email-code',
  summary: 'Answer the code of the e-mail; where a number is on file, one is sent there next',
  access: 'anyone',
  body: z.strictObject({ code: sixDigits }),
  reply: z.object({ next: resetNext, code: z.optional(code) }),
  refuses: [
    'invalid_request',
    'wrong_code',
    'earlier_code',
    'code_expired',
    'reset_closed',
    'reset_too_soon',
    'message_not_sent',
    'too_many_requests',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: ['resets', 'resetCallback', 'codes', 'people', 'contacts', 'numbers', 'messages'],
})
