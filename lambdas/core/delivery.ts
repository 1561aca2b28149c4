import type { Delivery } from './code-view.ts'
import type { Line, LineOutcome, Unsent } from './ledger.ts'
import type { Channel, Login } from './login.ts'

/** How far a message has come, and what else may be tried. The same words for a decoy. */
export type CodeView = {
  readonly delivery: Delivery
  readonly alternatives: readonly Channel[]
  readonly why?: Unsent
  /** Of `too_many_messages`: when another may be sent. */
  readonly retryAt?: number
}

const DELIVERY: Readonly<Record<LineOutcome, Delivery>> = {
  reserved: 'sending',
  accepted: 'sent',
  delivered: 'delivered',
  failed: 'failed',
  // Its tester has the code already.
  test_number: 'sent',
}

/** What the waiting page may know of a line. None yet: the message is on its way to the sender. */
export const viewOfLine = (line: Pick<Line, 'outcome' | 'alternatives' | 'why' | 'retryAt'> | undefined): CodeView => {
  if (line === undefined) return { delivery: 'sending', alternatives: [] }
  if (line.outcome !== 'failed') return { delivery: DELIVERY[line.outcome], alternatives: [] }
  const again = line.retryAt === undefined ? {} : { retryAt: line.retryAt }
  return { delivery: 'failed', alternatives: line.alternatives ?? [], why: line.why, ...again }
}

export type Deliveries = {
  /**
   * How far the newest message of a login or reset has come. That it was delivered is told to who has proved something already: whoever only
   * typed a number would learn that there is a phone behind it.
   */
  of(
    login: Pick<Login, 'loginId' | 'organisationId' | 'sends' | 'sentAt' | 'startedAt'>,
    asks?: 'stranger' | 'proved',
  ): Promise<CodeView>
}
