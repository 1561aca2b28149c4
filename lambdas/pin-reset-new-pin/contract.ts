import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { resetNext } from '#runtime/reset-view'

export const contract = define({
  step: 'pin-reset-new-pin',
  route: 'POST /pin-reset/{resetId}/pin',
  summary: 'Choose the new PIN; a refused one can be tried again without starting over',
  access: 'anyone',
  body: z.strictObject({ pin: z.string().check(z.maxLength(64)) }),
  reply: z.object({ next: resetNext }),
  refuses: [
    'invalid_request',
    'pin_not_allowed',
    'reset_closed',
    'message_not_sent',
    'too_many_requests',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: ['resets', 'resetCallback', 'resetFinish', 'people', 'contacts', 'pinCheck', 'pinSeal'],
})
