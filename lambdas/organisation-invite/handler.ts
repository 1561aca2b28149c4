import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { chargeErrand, writeUnlessTaken } from '#runtime/errand'
import { newPerson } from '#runtime/new-person'
import { signedInAdmin } from '#runtime/signed-in'
import { tell } from '#runtime/tell'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ body, caller }, ports) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const person = newPerson(organisation, { ...body, role: body.role ?? 'member' }, ports)
  const deed = byAdmin(admin, 'person_invited', { personId: person.personId }, ports)
  await chargeErrand('invitations', admin, [person], ports)
  refuseUnlessDone(await writeUnlessTaken(admin, person, () => ports.administration.create(person, deed), ports))
  await tell(person, 'invitation', ports, { organisation: organisation.name, page: ports.stage.publicOrigin })
  return { personId: person.personId }
}
