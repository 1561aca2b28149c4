import type { Run } from '#runtime/contract'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async (_input, { publicKey }) => ({ keys: [...(await publicKey.jwks()).keys] })
