import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import { viewBudget } from '#runtime/budget-view'
import type { Run } from '#runtime/contract'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

/** Where nobody is paused, or it ended at this very moment, nothing is written, and the money is shown as it is. */
export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const view = await viewBudget(organisation, ports)
  if (view.paused === undefined) return view
  const written = await ports.administration.resumeMessages(byAdmin(admin, 'messages_resumed', {}, ports))
  if (written !== 'changed') refuseUnlessDone(written)
  return viewBudget(organisation, ports)
}
