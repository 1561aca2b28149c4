import * as z from 'zod/mini'
import { auditActions } from '#core/audit'
import { contract as define } from '#runtime/contract'
import { listOf, pageQuery } from '#runtime/paging'
import { instant } from '#runtime/shapes'

export const contract = define({
  step: 'organisation-audit',
  route: 'GET /organisation/audit',
  summary: 'What admins and operators did, newest first',
  access: 'admin',
  query: z.strictObject(pageQuery),
  reply: listOf(
    z.object({
      auditId: z.string(),
      at: instant,
      by: z.object({
        kind: z.enum(['admin', 'operator']),
        personId: z.optional(z.string()),
        name: z.optional(z.string()),
      }),
      action: z.enum(auditActions),
      /** Whom it concerns; the name is the one of today. */
      personId: z.optional(z.string()),
      name: z.optional(z.string()),
      reason: z.optional(z.string()),
      changes: z.array(z.object({ field: z.string(), from: z.optional(z.string()), to: z.optional(z.string()) })),
    }),
  ),
  refuses: ['invalid_request', 'unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'records', 'members'],
})
