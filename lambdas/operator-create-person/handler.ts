import { byOperator, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { newPerson } from '#runtime/new-person'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, body }, ports, refuse) => {
  const organisation = await ports.organisations.read(params.organisationId)
  if (organisation === undefined) throw refuse('not_found')
  const person = newPerson(organisation, body, ports)
  const deed = byOperator(person.organisationId, 'person_created', { personId: person.personId }, ports)
  refuseUnlessDone(await ports.administration.create(person, deed))
  return { personId: person.personId }
}
