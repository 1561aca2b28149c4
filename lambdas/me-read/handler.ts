import type { Run } from '#runtime/contract'
import { profileOf } from '#runtime/profile'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { person } = await signedIn(caller, ports)
  return profileOf(person, ports)
}
