import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, instant } from '#runtime/shapes'

export const contract = define({
  step: 'me-email-read',
  route: 'GET /me/email/{changeId}',
  summary: 'How the code for the new e-mail address is doing: for the waiting page, or after a reload',
  access: 'person',
  reply: z.object({ expiresAt: instant, code }),
  refuses: ['unauthenticated', 'login_closed'],
  needs: ['tokens', 'sessions', 'logins', 'deliveries'],
})
