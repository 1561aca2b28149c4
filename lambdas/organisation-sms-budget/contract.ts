import { budgetView } from '#runtime/budget-view'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'organisation-sms-budget',
  route: 'GET /organisation/sms-budget',
  summary: "This month's money for text messages",
  access: 'admin',
  reply: budgetView,
  refuses: ['unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'records'],
})
