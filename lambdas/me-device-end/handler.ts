import type { Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { person } = await signedIn(caller, ports)
  if (!(await ports.sessions.endDevice(person.personId, params.deviceId))) throw refuse('not_found')
  return undefined
}
