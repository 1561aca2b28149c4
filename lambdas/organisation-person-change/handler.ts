import { differences } from '#core/audit'
import type { Person } from '#core/person'
import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Input, PortsOf, Run } from '#runtime/contract'
import { memberView } from '#runtime/member-view'
import { signedInAdmin } from '#runtime/signed-in'
import { actionOf, changedPerson, maskedPhone } from './changed-person.ts'
import type { contract } from './contract.ts'
import { tellOfCorrection } from './tell-of-correction.ts'

const SHOWN = ['name', 'role', 'twoFactorExempt', 'disabled'] as const

const deedOf = (
  admin: Person,
  before: Person,
  after: Person,
  reason: string | undefined,
  ports: PortsOf<typeof contract>,
) => {
  const phone = before.phoneIndex === after.phoneIndex ? [] : [{ field: 'phone', ...maskedPhone(before, after, ports) }]
  const changes = [...differences(before, after, SHOWN), ...phone]
  const said = { personId: after.personId, changes, ...(reason === undefined ? {} : { reason }) }
  return byAdmin(admin, actionOf(before, after), said, ports)
}

/** Nobody locks themselves out of the organisation they administer. */
const locksOut = (admin: Person, { personId }: Person, body: Input<typeof contract>['body']): boolean =>
  admin.personId === personId && (body.disabled === true || body.role === 'member')

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const before = await ports.members.find(organisation.organisationId, params.personId)
  if (before === undefined) throw refuse('not_found')
  if (locksOut(admin, before, body)) throw refuse('forbidden')
  const after = changedPerson(before, body, organisation, ports)
  const deed = deedOf(admin, before, after, body.reason, ports)
  if (deed.line.changes.length === 0) return memberView(before, ports)
  refuseUnlessDone(await ports.administration.change(before, after, deed))
  if (before.phoneIndex !== after.phoneIndex) await tellOfCorrection(before, after, ports)
  return memberView(after, ports)
}
