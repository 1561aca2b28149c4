import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { listOf, pageQuery } from '#runtime/paging'
import { instant } from '#runtime/shapes'

export const contract = define({
  step: 'organisation-person-attempts',
  route: 'GET /organisation/people/{personId}/attempts',
  summary: 'Why could this person not get in? Their attempts, step by step, in plain words',
  access: 'admin',
  query: z.strictObject(pageQuery),
  reply: listOf(
    z.object({
      attemptId: z.string(),
      kind: z.enum(['login', 'reset']),
      journey: z.string(),
      startedAt: instant,
      outcome: z.enum(['signed_in', 'finished', 'running', 'not_finished', 'ended']),
      sentTo: z.optional(z.string()),
      steps: z.array(z.object({ at: instant, word: z.string(), text: z.string() })),
    }),
  ),
  refuses: ['invalid_request', 'unauthenticated', 'forbidden', 'not_found'],
  needs: ['tokens', 'sessions', 'members', 'attempts', 'deliveries'],
})
