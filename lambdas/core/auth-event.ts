import type { Counted, PauseReason } from './breaker.ts'
import { NEWS_WORDS } from './news.ts'
import { en as records } from './texts/records/en.ts'
import { en as sentences } from './texts/trail/en.ts'

/** An item of a table as it was stored, whatever it holds: only the fields named in this file are ever read. */
export type StoredItem = Readonly<Record<string, unknown>>

/** One write, as the table's stream tells it. Told again, `id` is the same. `at` is epoch milliseconds, to the second. */
export type StoredChange = {
  readonly id: string
  readonly at: number
  readonly before?: StoredItem
  readonly after?: StoredItem
  /** Nobody did it: its time to live was over. */
  readonly byExpiry: boolean
}

// A try is charged before anything is compared: the word for it is said first, and what came of it behind.
const attempts = {
  code_tried: 'Gave a code. Wrong, unless the next event of the same login says what else it was.',
  pin_tried: 'Gave a PIN. Wrong, unless the next event of the same login says what else it was.',
  password_tried: 'Gave a password. Wrong, unless the next event of the same login says what else it was.',
  not_compared: 'What was given last was compared with nothing. It is neither right nor wrong.',
  sent_again: sentences.resent,
}

/** What may follow the dot in the type of an event, and what it says, in English. */
export const EVENT_WORDS = {
  trail: { ...sentences, ...attempts },
  session: {
    begun: 'A session began.',
    ended: 'A session was ended by its person or an admin.',
    reused: 'A refresh token that had been replaced was shown again: somebody has a copy. The session was ended.',
  },
  device: { begun: 'A device became known or trusted.', ended: 'A device is known and trusted no longer.' },
  person: {
    created: 'A person was created.',
    removed: 'A person was removed.',
    pin_changed: 'The PIN was set, changed or taken away.',
    password_changed: 'The password was set, changed or taken away.',
    number_changed: 'The phone number was set, changed or taken away.',
    email_changed: 'The e-mail address was set, changed or taken away.',
    role_changed: 'The person became an admin, or is one no longer.',
    disabled: 'The person was disabled.',
    enabled: 'The person may sign in again.',
  },
  messages: NEWS_WORDS,
  audit: records.actions,
} as const

/** What an event says, and all it says: `detail` on the bus. Documented in docs/events.md. */
export type AuthEvent = {
  readonly version: 1
  /** The same when the event is told again. */
  readonly eventId: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** What it is about, a dot, and what happened: `login.code_right`. */
  readonly type: string
  readonly organisationId: string
  readonly journey?: 'phone' | 'email' | 'change' | 'pin_reset' | 'password_reset'
  /** Left out where nobody stands behind what was typed. */
  readonly personId?: string
  /** Names the login and opens nothing: the handle that callers hold is not in it. */
  readonly loginId?: string
  readonly resetId?: string
  readonly sessionId?: string
  readonly deviceId?: string
  /** Where the code in question went, and to whom, masked. */
  readonly channel?: 'sms' | 'email'
  readonly sentTo?: string
  /** Of limits and pauses: whether messages are refused or it is only recorded, until when (ISO 8601), and where. */
  readonly refused?: boolean
  readonly until?: string
  readonly country?: string
  /** Of a pause: why, and what was counted in the minutes that were judged. */
  readonly why?: PauseReason
  readonly counted?: Counted
  /** Who did it: of the end of a pause, and of what admins and operators do. */
  readonly by?: 'trial' | 'admin' | 'operator'
  readonly byPersonId?: string
}

export type Events = {
  /** Says them on the bus, in their order. Throws unless every one was taken: then all may be said again. */
  publish(events: readonly AuthEvent[]): Promise<void>
}
