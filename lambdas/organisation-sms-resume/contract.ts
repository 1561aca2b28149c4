import { budgetView } from '#runtime/budget-view'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'organisation-sms-resume',
  route: 'POST /organisation/sms-budget/resume',
  summary: 'Lift a pause of text messages before it ends by itself',
  access: 'admin',
  reply: budgetView,
  refuses: ['unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'records', 'administration'],
})
