import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'jwks',
  route: 'GET /.well-known/jwks.json',
  summary: 'The keys that access tokens are signed with',
  access: 'anyone',
  reply: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  refuses: [],
  needs: ['publicKey'],
})
