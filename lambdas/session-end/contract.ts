import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'session-end',
  route: 'DELETE /session',
  summary: 'Sign out',
  access: 'person',
  refuses: ['unauthenticated'],
  needs: ['tokens', 'sessions'],
  signsOut: true,
})
