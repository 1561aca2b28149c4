import { byOperator, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { actionOf, changedPerson, changesOf } from '../organisation-person-change/changed-person.ts'
import { tellOfCorrection } from '../organisation-person-change/tell-of-correction.ts'
import type { contract } from './contract.ts'

/** What an admin can do, done by the operator: told to the person and written down in the organisation's trail all the same. */
export const run: Run<typeof contract> = async ({ params, body }, ports, refuse) => {
  const { organisations, members, administration } = ports
  const organisation = await organisations.read(params.organisationId)
  if (organisation === undefined) throw refuse('not_found')
  const before = await members.find(organisation.organisationId, params.personId)
  if (before === undefined) throw refuse('not_found')
  const { reason, ...typed } = body
  const after = changedPerson(before, typed, organisation, ports)
  const changes = changesOf(before, after, ports)
  const said = { personId: after.personId, changes, ...(reason === undefined ? {} : { reason }) }
  const deed = byOperator(organisation.organisationId, actionOf(before, after), said, ports)
  if (changes.length > 0) refuseUnlessDone(await administration.change(before, after, deed))
  await tellOfCorrection(before, after, ports)
  return { personId: after.personId }
}
