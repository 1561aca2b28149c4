import type { Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { session } = await signedIn(caller, ports)
  await ports.sessions.end(session.personId, session.sessionId)
  return undefined
}
