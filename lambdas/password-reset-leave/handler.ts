import type { Run } from '#runtime/contract'
import { leaveReset } from '#runtime/reset-end'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = ({ params, caller }, ports) =>
  leaveReset(params.resetId, caller, 'password', ports)
