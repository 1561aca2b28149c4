import type { Attempt } from '#core/attempts'
import type { CodeView } from '#core/delivery'
import type { Footprint } from '#core/login'
import type { Ports } from '#core/ports'

type Outcome = 'signed_in' | 'finished' | 'running' | 'not_finished' | 'ended'

/** How an attempt stands now. One that was left to run out is not told apart from one that still runs until its time is over. */
export const outcomeOf = ({ step, kind, expiresAt, trail }: Attempt, now: number): Outcome => {
  if (trail.some(({ word }) => word === 'signed_in')) return 'signed_in'
  if (step === 'done') return kind === 'login' ? 'ended' : 'finished'
  if (step === 'closed') return 'ended'
  return now < expiresAt ? 'running' : 'not_finished'
}

const wordFor = ({ channel }: Attempt, { delivery, why }: CodeView): string | undefined => {
  if (why === 'sms_budget_spent') return 'budget_spent'
  if (why === 'country_not_allowed') return 'country_not_allowed'
  if (why === 'too_many_messages') return 'sms_held_back'
  if (delivery === 'failed') return channel === 'email' ? 'email_failed' : 'sms_failed'
  if (delivery === 'delivered' && channel !== 'email') return 'sms_delivered'
  return delivery === 'sending' ? undefined : channel === 'email' ? 'email_sent' : 'sms_sent'
}

/** The trail with what became of the newest message, which its own ledger line knows. */
export const withDelivery = async (
  attempt: Attempt,
  organisationId: string,
  { deliveries }: Pick<Ports, 'deliveries'>,
): Promise<readonly Footprint[]> => {
  if (attempt.sends === 0) return attempt.trail
  const { attemptId, about: loginId = attemptId, sends, sentAt, startedAt, trail } = attempt
  const word = wordFor(attempt, await deliveries.of({ loginId, organisationId, sends, sentAt, startedAt }, 'proved'))
  if (word === undefined) return trail
  const after = trail.filter(({ at }) => at <= sentAt)
  return [...after, { at: sentAt, word }, ...trail.slice(after.length)]
}
