import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

/** One write ends everything: sessions, devices, logins and resets carry the epoch they began with. */
export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const before = await ports.members.find(organisation.organisationId, params.personId)
  if (before === undefined) throw refuse('not_found')
  const after = { ...before, epoch: before.epoch + 1 }
  const deed = byAdmin(admin, 'sessions_ended', { personId: before.personId }, ports)
  refuseUnlessDone(await ports.administration.change(before, after, deed))
  return undefined
}
