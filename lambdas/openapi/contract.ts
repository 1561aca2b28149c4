import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'openapi',
  route: 'GET /openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  access: 'anyone',
  reply: z.record(z.string(), z.unknown()),
  refuses: [],
  needs: [],
})
