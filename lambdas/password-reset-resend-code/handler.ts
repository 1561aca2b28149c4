import type { Run } from '#runtime/contract'
import { resendReset } from '#runtime/reset-resend'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = ({ params, caller }, ports) =>
  resendReset(params.resetId, caller, 'password', ports)
