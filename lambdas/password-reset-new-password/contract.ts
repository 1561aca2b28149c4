import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { resetNext } from '#runtime/reset-view'
import { typedPassword } from '#runtime/shapes'

export const contract = define({
  step: 'password-reset-new-password',
  route: 'POST /password-reset/{resetId}/password',
  summary: 'Choose the new password; a refused one can be tried again without starting over',
  access: 'anyone',
  body: z.strictObject({ password: typedPassword }),
  reply: z.object({ next: resetNext }),
  refuses: [
    'invalid_request',
    'password_not_allowed',
    'reset_closed',
    'message_not_sent',
    'too_many_requests',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: [
    'resets',
    'resetCallback',
    'resetFinish',
    'people',
    'organisations',
    'contacts',
    'commonPasswords',
    'pinSeal',
  ],
})
