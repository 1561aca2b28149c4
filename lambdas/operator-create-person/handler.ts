import { byOperator } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { newPerson } from '#runtime/new-person'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, body }, ports, refuse) => {
  const organisation = await ports.organisations.read(params.organisationId)
  if (organisation === undefined) throw refuse('not_found')
  const person = newPerson(organisation, body, ports)
  const line = byOperator(person.organisationId, 'person_created', { personId: person.personId }, ports)
  if (!(await ports.administration.create(person, line))) {
    throw refuse('invalid_request', {
      fields: [{ path: 'phone', problem: 'this number or address belongs to somebody already' }],
    })
  }
  return { personId: person.personId }
}
