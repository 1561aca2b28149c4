import type { Run } from '#runtime/contract'
import { readReset } from '#runtime/reset-read'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = ({ params, caller }, ports) =>
  readReset(params.resetId, caller, 'password', ports)
