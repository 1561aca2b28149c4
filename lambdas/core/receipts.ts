import type { Line } from './ledger.ts'
import type { Channel } from './login.ts'

/** What a provider says about a message it accepted before. */
export type Receipt = { readonly providerId: string; readonly outcome: 'delivered' | 'failed' }

export type Receipts = {
  /** The line of a message that the provider names; undefined for one that is not ours, or long past. */
  find(providerId: string): Promise<Line | undefined>
  /** Writes how far the message has come. A later word never takes back that it arrived. */
  record(line: Line, outcome: Receipt['outcome'], alternatives: readonly Channel[]): Promise<void>
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const MAIL_OUTCOMES: Readonly<Record<string, Receipt['outcome']>> = {
  Delivery: 'delivered',
  Bounce: 'failed',
  Reject: 'failed',
  'Rendering Failure': 'failed',
}

/** An event of SES. Delays, opens and complaints are no outcome. */
export const readMailEvent = (detail: unknown): readonly Receipt[] => {
  if (!isRecord(detail) || !isRecord(detail.mail)) return []
  const outcome = typeof detail.eventType === 'string' ? MAIL_OUTCOMES[detail.eventType] : undefined
  const providerId = detail.mail.messageId
  return outcome !== undefined && typeof providerId === 'string' ? [{ providerId, outcome }] : []
}

/** A line of the log in which SNS says what became of a text message. */
export const readSmsLine = (line: unknown): readonly Receipt[] => {
  if (!isRecord(line) || !isRecord(line.notification)) return []
  const providerId = line.notification.messageId
  if (typeof providerId !== 'string' || (line.status !== 'SUCCESS' && line.status !== 'FAILURE')) return []
  return [{ providerId, outcome: line.status === 'SUCCESS' ? 'delivered' : 'failed' }]
}
