import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { chargeErrand } from '#runtime/errand'
import { signedInAdmin } from '#runtime/signed-in'
import { tell } from '#runtime/tell'
import type { contract } from './contract.ts'

/** Changes nothing on the account: the codes go to the person alone, and until they are through, what they have goes on working. */
export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const person = await ports.members.find(organisation.organisationId, params.personId)
  if (person === undefined) throw refuse('not_found')
  await chargeErrand('resets', admin, [person], ports)
  const deed = byAdmin(admin, 'reset_started', { personId: person.personId }, ports)
  refuseUnlessDone(await ports.administration.record(deed))
  if (!person.disabled) await tell(person, 'reset_asked', ports, { page: ports.stage.publicOrigin })
  return undefined
}
