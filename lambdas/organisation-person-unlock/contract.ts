import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'organisation-person-unlock',
  route: 'POST /organisation/people/{personId}/unlock',
  summary: 'Let a person try their PIN and password again',
  access: 'admin',
  refuses: ['unauthenticated', 'forbidden', 'not_found', 'unavailable'],
  needs: ['tokens', 'sessions', 'members', 'administration', 'logins'],
})
