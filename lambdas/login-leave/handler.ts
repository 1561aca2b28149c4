import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

/** Leaving twice, or leaving what never was, is leaving. Once it is answered, no last proof that is still under way makes a session. */
export const run: Run<typeof contract> = async ({ params, caller }, { logins, sessionPlaces }) => {
  const key = readLoginId(params.loginId, caller.binding)
  const left = key === undefined ? undefined : await logins.leave(key)
  if (left !== undefined) await sessionPlaces.take(left)
  return undefined
}
