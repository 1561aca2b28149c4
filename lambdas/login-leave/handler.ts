import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

/** Leaving twice, or leaving what never was, is leaving. */
export const run: Run<typeof contract> = async ({ params, caller }, { logins }) => {
  const key = readLoginId(params.loginId, caller.binding)
  if (key !== undefined) await logins.leave(key)
  return undefined
}
