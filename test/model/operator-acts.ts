import { knock } from '#support/door'
import { CHOICES } from './belongings.ts'
import type { Act, Of } from './outcomes.ts'
import { isSpent, mayBecome, type RuleChange } from './rules.ts'
import type { Play } from './stage.ts'

/** Somebody new with a number that may be another's, of this organisation or of one that knows nothing of it. */
export const invite = ({ real, memory, adminToken: token, elsewhere }: Play, { to, where }: Of<'invite'>): Act => {
  const phone = CHOICES.phone[to] ?? CHOICES.phone[0]
  const body = { name: 'Ivo Example', phone, role: 'member' }
  memory.phonesEntered.add(phone)
  return where === 'here'
    ? () => knock(real, 'POST /organisation/people', { body, token })
    : () => knock(real, `POST /operator/organisations/${elsewhere}/people`, { body })
}

/** The operator takes the money away, or gives it back. */
export const setBudget = ({ real, memory, organisationId }: Play, { limit }: Of<'budget'>): Act => {
  const change: RuleChange = { smsBudget: { limit } }
  mayBecome(memory.rules, change)
  if (memory.rules.organisation.some(isSpent)) memory.lowered = true
  return () => knock(real, `PATCH /operator/organisations/${organisationId}`, { body: change })
}
