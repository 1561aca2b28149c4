import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'organisation-person-reset',
  route: 'POST /organisation/people/{personId}/reset',
  summary: 'Have a person choose a new PIN or password: they are told, and nobody else sees a code or what they choose',
  access: 'admin',
  refuses: ['unauthenticated', 'forbidden', 'not_found', 'unavailable', 'too_many_requests'],
  needs: ['tokens', 'sessions', 'members', 'administration', 'messages', 'allowances'],
})
