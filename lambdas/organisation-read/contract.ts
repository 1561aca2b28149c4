import { contract as define } from '#runtime/contract'
import { organisationShape } from '#runtime/organisation-view'

export const contract = define({
  step: 'organisation-read',
  route: 'GET /organisation',
  summary: "Your organisation's settings",
  access: 'admin',
  reply: organisationShape,
  refuses: ['unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions'],
})
