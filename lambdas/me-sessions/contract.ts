import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { instant } from '#runtime/shapes'

export const contract = define({
  step: 'me-sessions',
  route: 'GET /me/sessions',
  summary: 'Where you are signed in',
  access: 'person',
  reply: z.object({
    items: z.array(
      z.object({
        sessionId: z.string(),
        label: z.string(),
        current: z.boolean(),
        startedAt: instant,
        lastUsedAt: instant,
        expiresAt: instant,
      }),
    ),
  }),
  refuses: ['unauthenticated'],
  needs: ['tokens', 'sessions'],
})
