import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'me-session-end',
  route: 'DELETE /me/sessions/{sessionId}',
  summary: 'Sign out somewhere else',
  access: 'person',
  refuses: ['unauthenticated', 'not_found'],
  needs: ['tokens', 'sessions'],
})
