import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { instant } from '#runtime/shapes'

export const contract = define({
  step: 'me-devices',
  route: 'GET /me/devices',
  summary: 'The devices you have signed in on',
  access: 'person',
  reply: z.object({
    items: z.array(
      z.object({
        deviceId: z.string(),
        label: z.string(),
        current: z.boolean(),
        trusted: z.boolean(),
        trustedUntil: z.optional(instant),
        createdAt: instant,
        lastUsedAt: instant,
      }),
    ),
  }),
  refuses: ['unauthenticated'],
  needs: ['tokens', 'sessions'],
})
