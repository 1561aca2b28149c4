import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import { endReset } from '#runtime/reset-answer'
import type { contract } from './contract.ts'

/** Leaving twice, or leaving what never was, is leaving. */
export const run: Run<typeof contract> = async ({ params, caller }, ports) => {
  const key = readLoginId(params.resetId, caller.binding)
  if (key !== undefined) await endReset(key, 'cancelled', 'cancelled', ports)
  return undefined
}
