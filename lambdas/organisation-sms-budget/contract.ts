import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'

const amount = z.string().check(z.regex(/^-?\d+\.\d{2,6}$/))

export const contract = define({
  step: 'organisation-sms-budget',
  route: 'GET /organisation/sms-budget',
  summary: "This month's money for text messages",
  access: 'admin',
  reply: z.object({
    month: z.string(),
    currency: z.string(),
    limit: amount,
    used: amount,
    reserved: amount,
    left: amount,
    /** What of it only resets and admins may use. */
    keptForResets: amount,
    /** At the rate of the last seven days; null when nothing was used. */
    daysLeft: z.nullable(z.int()),
    thresholds: z.array(z.object({ percent: z.int(), reached: z.boolean() })),
    days: z.array(z.object({ day: z.string(), used: amount })),
    prices: z.record(z.string(), amount),
  }),
  refuses: ['unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'records'],
})
