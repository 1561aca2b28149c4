import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'health',
  route: 'GET /health',
  summary: 'Is somebody there?',
  access: 'anyone',
  reply: z.object({ status: z.literal('ok'), at: z.string() }),
  refuses: [],
  needs: [],
})
