import type { AuditAction, AuditLine, Deed, Written } from '#core/audit'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

type Said = Pick<AuditLine, 'personId' | 'reason'> & { readonly changes?: AuditLine['changes'] }
type Basics = Pick<Ports, 'clock' | 'chance'>

const lineOf = (
  organisationId: string,
  by: AuditLine['by'],
  action: AuditAction,
  said: Said,
  { clock, chance }: Basics,
): AuditLine => ({ auditId: chance.id(), organisationId, at: clock.now(), by, action, changes: [], ...said })

/** What an admin does, for the trail, on their seat. */
export const byAdmin = (admin: Person, action: AuditAction, said: Said, basics: Basics): Deed => {
  const { personId, organisationId, name, epoch } = admin
  return {
    line: lineOf(organisationId, { kind: 'admin', personId, name }, action, said, basics),
    seat: { personId, epoch },
  }
}

/** What the operator does, for the trail of the organisation it concerns. */
export const byOperator = (organisationId: string, action: AuditAction, said: Said, basics: Basics): Deed => ({
  line: lineOf(organisationId, { kind: 'operator' }, action, said, basics),
})

const TAKEN = { phone_taken: 'phone', email_taken: 'email' } as const

/** Leaves the step unless it was written. Whose a taken number or address is, or in which organisation, is told to nobody. */
export const refuseUnlessDone = (written: Written): void => {
  if (written === 'done') return
  if (written === 'no_admin') throw new Refused('forbidden')
  if (written === 'changed') throw new Refused('unavailable')
  throw new Refused('invalid_request', { fields: [{ path: TAKEN[written], problem: 'belongs to somebody already' }] })
}
