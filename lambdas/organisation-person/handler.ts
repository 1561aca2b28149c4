import type { Run } from '#runtime/contract'
import { memberView } from '#runtime/member-view'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { organisation } = await signedInAdmin(caller, ports)
  const person = await ports.members.find(organisation.organisationId, params.personId)
  if (person === undefined) throw refuse('not_found')
  return memberView(person, ports)
}
