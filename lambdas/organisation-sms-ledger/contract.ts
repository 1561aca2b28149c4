import * as z from 'zod/mini'
import { unsentWords } from '#core/ledger'
import { codePurposes, noticeWords } from '#core/message-job'
import { contract as define } from '#runtime/contract'
import { listOf, pageQuery } from '#runtime/paging'
import { channel, instant } from '#runtime/shapes'

export const contract = define({
  step: 'organisation-sms-ledger',
  route: 'GET /organisation/sms-ledger',
  summary: 'One line for every message: who, which step, which country, what price, what outcome',
  access: 'admin',
  query: z.strictObject(pageQuery),
  reply: listOf(
    z.object({
      messageId: z.string(),
      at: instant,
      personId: z.optional(z.string()),
      name: z.optional(z.string()),
      step: z.enum([...codePurposes, ...noticeWords]),
      /** The login, reset or change it belongs to: the same id as under a person's attempts. */
      attemptId: z.optional(z.string()),
      channel,
      country: z.optional(z.string()),
      price: z.string(),
      currency: z.string(),
      /** `test_number`: nothing was sent and nothing paid, in a stage for tests. */
      outcome: z.enum(['sending', 'sent', 'delivered', 'failed', 'test_number']),
      why: z.optional(z.enum(unsentWords)),
    }),
  ),
  refuses: ['invalid_request', 'unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'records', 'members'],
})
