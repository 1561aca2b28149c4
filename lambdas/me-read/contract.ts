import { contract as define } from '#runtime/contract'
import { profileShape } from '#runtime/profile'

export const contract = define({
  step: 'me-read',
  route: 'GET /me',
  summary: 'Who is signed in',
  access: 'person',
  reply: profileShape,
  refuses: ['unauthenticated'],
  needs: ['tokens', 'sessions', 'contacts'],
})
