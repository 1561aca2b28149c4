import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { resetNext } from '#runtime/reset-view'
import { sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'password-reset-verify-sms-code',
  route: 'POST /password-reset/{resetId}/sms-code',
  summary: 'Answer the code of the text message',
  access: 'anyone',
  body: z.strictObject({ code: sixDigits }),
  reply: z.object({ next: resetNext }),
  refuses: [
    'invalid_request',
    'wrong_code',
    'earlier_code',
    'code_expired',
    'reset_closed',
    'message_not_sent',
    'too_many_requests',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: ['resets', 'resetCallback', 'codes', 'contacts', 'people', 'messages'],
})
