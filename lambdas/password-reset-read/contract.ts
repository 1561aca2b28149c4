import { contract as define } from '#runtime/contract'
import { resetStanding } from '#runtime/reset-view'

export const contract = define({
  step: 'password-reset-read',
  route: 'GET /password-reset/{resetId}',
  summary: 'Where a reset stands: for the waiting page, or after a reload',
  access: 'anyone',
  reply: resetStanding,
  refuses: ['reset_closed', 'message_not_sent', 'too_many_requests', 'sms_budget_spent', 'country_not_allowed'],
  needs: ['resets', 'deliveries'],
})
