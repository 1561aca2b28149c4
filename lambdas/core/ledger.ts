import type { Figures } from './budget.ts'
import type { Channel } from './login.ts'
import type { CodePurpose, MessageJob, NoticeWord, Shortage } from './message-job.ts'
import { messageIdOf } from './message-job.ts'
import type { Draw } from './message-pace.ts'
import type { Micros } from './money.ts'
import type { Organisation } from './person.ts'
import type { Threshold } from './thresholds.ts'

/** Why a message did not go, or did not arrive. */
export const unsentWords = [
  'sms_budget_spent',
  'country_not_allowed',
  'message_not_sent',
  'not_delivered',
  'too_many_messages',
] as const

export type Unsent = (typeof unsentWords)[number]

/** `reserved` until the provider has answered; then how far the message has come. `test_number`: nothing was sent and nothing paid. */
export type LineOutcome = 'reserved' | 'accepted' | 'delivered' | 'failed' | 'test_number'

/** One message in the ledger: who, which step, where to, at what price, with what outcome. No number, address or code. */
export type Line = {
  readonly organisationId: string
  readonly messageId: string
  readonly sentAt: number
  readonly channel: Channel
  readonly step: CodePurpose | NoticeWord
  /** The login, reset or change the message belongs to. */
  readonly about?: string
  readonly personId?: string
  readonly country?: string
  readonly priceMicros: Micros
  /** The month and day whose money pays it, and when it was reserved. */
  readonly budgetMonth: string
  readonly day: string
  readonly reservedAt: number
  readonly outcome: LineOutcome
  readonly why?: Unsent
  /** Of `too_many_messages`: when another may be sent. */
  readonly retryAt?: number
  readonly alternatives?: readonly Channel[]
  /** False when nobody knows whether the provider took it: it counts as sent. */
  readonly confirmed?: boolean
  readonly providerId?: string
  /** Nobody stands behind the number: nothing is sent or paid, and no ledger shows the line. */
  readonly decoy: boolean
  /** The first text message of a stranger's login or reset: how many of these codes are given is what the breaker judges. */
  readonly stranger?: true
}

/** What the provider made of a message. `unknown`: the answer never came, so it may have been sent and is paid. */
export type Sent =
  | { readonly outcome: 'accepted'; readonly providerId: string }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'unknown' }

export type Claim =
  | { readonly outcome: 'claimed'; readonly line: Line }
  /** The message has a line already: whoever wrote it sends it, or has. */
  | { readonly outcome: 'duplicate' }
  | {
      readonly outcome: 'refused'
      readonly why: Unsent
      readonly warn: readonly Threshold[]
      readonly retryAt?: number
    }
  /** The organisation's money was never opened. */
  | { readonly outcome: 'no_budget' }

export type Budget = {
  /**
   * Writes the message's line, reserves its price and counts it against whoever draws on an allowance: all or nothing, and at most once. A notice
   * draws on none.
   */
  claim(line: Line, mayUseReserve: boolean, draw?: Draw): Promise<Claim>
  /** Writes the line of a message that will not be sent. */
  refuse(line: Line, why: Unsent, alternatives: readonly Channel[], retryAt?: number): Promise<void>
  /** Writes the line of a message to a test number: nothing is sent, nothing is paid. */
  spare(line: Line): Promise<void>
  /** Turns the reservation into money used, or gives it back. Returns the shares of the limit that were reached with it. */
  settle(line: Line, sent: Sent, alternatives: readonly Channel[]): Promise<readonly Threshold[]>
  open(organisation: Organisation): Promise<void>
  /** Marks the money as gone if a message like this still cannot be paid for. Returns the shares of the limit that the admins have to be told of. */
  lacks(wanted: Shortage): Promise<readonly Threshold[]>
  /** The month's figures, with what crashed senders left reserved settled first. Undefined when never opened. */
  figures(organisationId: string): Promise<Figures | undefined>
}

const opensForStranger = (job: MessageJob): boolean =>
  job.kind === 'code' && job.channel === 'sms' && job.known !== true && job.send === 1 && job.sealed !== undefined

/** The line of a message as it begins. */
export const lineOf = (job: MessageJob, now: number): Line => ({
  organisationId: job.organisationId,
  messageId: messageIdOf(job),
  sentAt: job.sentAt,
  channel: job.channel,
  step: job.kind === 'code' ? job.purpose : job.notice,
  about: job.kind === 'code' ? job.about : undefined,
  personId: job.personId,
  country: job.country,
  priceMicros: 0,
  budgetMonth: new Date(now).toISOString().slice(0, 7),
  day: new Date(now).toISOString().slice(8, 10),
  reservedAt: now,
  outcome: 'reserved',
  decoy: job.sealed === undefined,
  ...(opensForStranger(job) ? { stranger: true } : {}),
})

export type Purse = {
  /** Whether a text message could be paid for now. The sender decides for good, when it reserves the price. */
  judge(
    organisationId: string,
    country: string,
    mayUseReserve: boolean,
  ): Promise<'pay' | 'sms_budget_spent' | 'country_not_allowed'>
}
