import type { Run } from '#runtime/contract'
import type { contract } from './contract.ts'

const CLAIMS = ['iss', 'aud', 'sub', 'sid', 'org', 'role', 'amr', 'acr', 'auth_time', 'iat', 'nbf', 'exp', 'jti']

export const run: Run<typeof contract> = async (_input, { stage }) => ({
  issuer: stage.issuer,
  jwks_uri: `${stage.issuer}/.well-known/jwks.json`,
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['token'],
  subject_types_supported: ['public'],
  claims_supported: CLAIMS,
})
