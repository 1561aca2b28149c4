import type { Run } from '#runtime/contract'
import { organisationView } from '#runtime/organisation-view'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  return organisationView(organisation)
}
