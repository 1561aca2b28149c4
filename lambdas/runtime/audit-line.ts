import type { AuditAction, AuditLine } from '#core/audit'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'

type Deed = Pick<AuditLine, 'personId' | 'reason'> & { readonly changes?: AuditLine['changes'] }
type Basics = Pick<Ports, 'clock' | 'chance'>

const lineOf = (
  organisationId: string,
  by: AuditLine['by'],
  action: AuditAction,
  deed: Deed,
  { clock, chance }: Basics,
): AuditLine => ({ auditId: chance.id(), organisationId, at: clock.now(), by, action, changes: [], ...deed })

/** What an admin does, for the trail. */
export const byAdmin = (admin: Person, action: AuditAction, deed: Deed, basics: Basics): AuditLine =>
  lineOf(admin.organisationId, { kind: 'admin', personId: admin.personId, name: admin.name }, action, deed, basics)

/** What the operator does, for the trail of the organisation it concerns. */
export const byOperator = (organisationId: string, action: AuditAction, deed: Deed, basics: Basics): AuditLine =>
  lineOf(organisationId, { kind: 'operator' }, action, deed, basics)
