import type { Channel, Delivery } from './login.ts'

/** How far a message has come, and what else may be tried. The same words for a decoy. */
export type CodeView = {
  readonly delivery: Delivery
  readonly alternatives: readonly Channel[]
  readonly why?: 'sms_budget_spent' | 'message_not_sent'
}
