import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { profileShape } from '#runtime/profile'
import { locale, personName } from '#runtime/shapes'

export const contract = define({
  step: 'me-change',
  route: 'PATCH /me',
  summary: 'Change your name or language',
  access: 'person',
  body: z.strictObject({ name: z.optional(personName), locale: z.optional(locale) }),
  reply: profileShape,
  refuses: ['invalid_request', 'unauthenticated', 'unavailable'],
  needs: ['tokens', 'sessions', 'contacts', 'roster'],
})
