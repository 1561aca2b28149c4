import type { Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { person } = await signedIn(caller, ports)
  if (!(await ports.sessions.end(person.personId, params.sessionId))) throw refuse('not_found')
  return undefined
}
