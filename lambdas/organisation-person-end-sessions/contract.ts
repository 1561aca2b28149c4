import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'organisation-person-end-sessions',
  route: 'POST /organisation/people/{personId}/end-sessions',
  summary: 'End every session and trusted device of a person',
  access: 'admin',
  refuses: ['unauthenticated', 'forbidden', 'not_found', 'unavailable'],
  needs: ['tokens', 'sessions', 'members', 'administration'],
})
