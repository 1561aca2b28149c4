import { ended } from '#core/bucket'
import type { Person } from '#core/person'
import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { PortsOf, Run } from '#runtime/contract'
import { chargeErrand } from '#runtime/errand'
import { signedInAdmin } from '#runtime/signed-in'
import { tell } from '#runtime/tell'
import type { contract } from './contract.ts'

/** Others may know the PIN or password: neither opens anything until it is chosen anew, and everything that was opened by it is over. */
const endSecrets = async (admin: Person, person: Person, ports: PortsOf<typeof contract>): Promise<void> => {
  const deed = byAdmin(admin, 'secrets_ended', { personId: person.personId }, ports)
  const after = { ...ended(person), epoch: person.epoch + 1 }
  refuseUnlessDone(await ports.administration.change(person, after, deed))
}

/** Unless it is compromised nothing changes: the codes go to the person alone, and until they are through, what they have goes on working. */
export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const person = await ports.members.find(organisation.organisationId, params.personId)
  if (person === undefined) throw refuse('not_found')
  const compromised = body.compromised === true
  // Whoever administers alone could not undo it.
  if (compromised && person.personId === admin.personId) throw refuse('forbidden')
  await chargeErrand('resets', admin, [person], ports)
  if (compromised) await endSecrets(admin, person, ports)
  else
    refuseUnlessDone(
      await ports.administration.record(byAdmin(admin, 'reset_started', { personId: person.personId }, ports)),
    )
  const facts = { page: ports.stage.publicOrigin, ...(compromised ? { ended: 'yes' } : {}) }
  if (!person.disabled) await tell(person, 'reset_asked', ports, facts)
  return undefined
}
