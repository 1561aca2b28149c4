import { viewBudget } from '#runtime/budget-view'
import type { Run } from '#runtime/contract'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  return viewBudget(organisation, ports)
}
