import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'configuration',
  route: 'GET /.well-known/openid-configuration',
  summary: 'What a verifier of access tokens has to know',
  access: 'anyone',
  reply: z.object({
    issuer: z.string(),
    jwks_uri: z.string(),
    id_token_signing_alg_values_supported: z.array(z.string()),
    response_types_supported: z.array(z.string()),
    subject_types_supported: z.array(z.string()),
    claims_supported: z.array(z.string()),
  }),
  refuses: [],
  needs: [],
})
