import type { Deed } from '#core/audit'
import type { Person } from '#core/person'
import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Input, PortsOf, Run } from '#runtime/contract'
import { chargeErrand, writeUnlessTaken } from '#runtime/errand'
import { memberView } from '#runtime/member-view'
import { signedInAdmin } from '#runtime/signed-in'
import { actionOf, changedPerson, changesOf } from './changed-person.ts'
import type { contract } from './contract.ts'
import { tellOfCorrection } from './tell-of-correction.ts'

/** Nobody locks themselves out of the organisation they administer. */
const locksOut = (admin: Person, { personId }: Person, body: Input<typeof contract>['body']): boolean =>
  admin.personId === personId && (body.disabled === true || body.role === 'member')

/** A change of a number or an address is told to others, and may meet somebody else's: both are counted. */
const written = async (admin: Person, before: Person, after: Person, deed: Deed, ports: PortsOf<typeof contract>) => {
  const write = () => ports.administration.change(before, after, deed)
  if (before.phoneIndex === after.phoneIndex && before.emailIndex === after.emailIndex) return write()
  await chargeErrand('corrections', admin, [before, after], ports)
  return writeUnlessTaken(admin, after, write, ports)
}

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const before = await ports.members.find(organisation.organisationId, params.personId)
  if (before === undefined) throw refuse('not_found')
  if (locksOut(admin, before, body)) throw refuse('forbidden')
  const { reason, ...typed } = body
  const after = changedPerson(before, typed, organisation, ports)
  const changes = changesOf(before, after, ports)
  if (changes.length === 0) return memberView(before, ports)
  const said = { personId: after.personId, changes, ...(reason === undefined ? {} : { reason }) }
  const deed = byAdmin(admin, actionOf(before, after), said, ports)
  refuseUnlessDone(await written(admin, before, after, deed, ports))
  await tellOfCorrection(before, after, ports)
  return memberView(after, ports)
}
