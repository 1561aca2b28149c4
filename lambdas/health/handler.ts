import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async (_input, { clock }) => ({ status: 'ok', at: iso(clock.now()) })
