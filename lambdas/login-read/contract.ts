import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { code, instant, next } from '#runtime/shapes'

export const contract = define({
  step: 'login-read',
  route: 'GET /login/{loginId}',
  summary: 'Where a login stands: for the waiting page, or after a reload',
  access: 'anyone',
  reply: z.object({ next, expiresAt: instant, code: z.optional(code) }),
  refuses: ['login_closed'],
  needs: ['logins', 'signIns', 'deliveries'],
})
