import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { resetStarted } from '#runtime/reset-view'
import { typedEmail } from '#runtime/shapes'

export const contract = define({
  step: 'password-reset-start',
  route: 'POST /password-reset',
  summary: 'Forgot the password, or never had one: begin with the e-mail address',
  access: 'anyone',
  body: z.strictObject({ email: typedEmail }),
  reply: resetStarted,
  refuses: ['invalid_request', 'too_many_requests', 'step_up_required'],
  needs: ['resets', 'sources', 'lookup', 'codes', 'directory', 'trust', 'messages', 'passwordResetWorkflow'],
})
