import { contract as define } from '#runtime/contract'
import { memberShape } from '#runtime/member-view'

export const contract = define({
  step: 'organisation-person',
  route: 'GET /organisation/people/{personId}',
  summary: 'One person of your organisation',
  access: 'admin',
  reply: memberShape,
  refuses: ['unauthenticated', 'forbidden', 'not_found'],
  needs: ['tokens', 'sessions', 'members', 'contacts'],
})
