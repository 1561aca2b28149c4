import type { Run } from '#runtime/contract'
import document from '../../docs/openapi.json' with { type: 'json' }
import type { contract } from './contract.ts'

/** The committed document: `npm run openapi` writes it from the route table, and a test holds it current. */
export const run: Run<typeof contract> = async (_input, { stage }) => ({
  ...document,
  servers: [{ url: stage.publicOrigin }],
})
