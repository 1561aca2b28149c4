import type { Counted, PauseReason } from './breaker.ts'

/** What text messages of an organisation met, as it is told on the bus after `messages.`. */
export const NEWS_WORDS = {
  country_limited: 'Strangers asked for more text messages to a country than it may have. Told once an hour.',
  block_limited: 'Strangers asked for more text messages to a block of numbers than it may have. Told once an hour.',
  paused: 'Strangers are sent no text messages for a while: too few of their codes were given, or too many were wrong.',
  resumed: 'Strangers are sent text messages again: a trial went well, or an admin lifted the pause.',
} as const

export type NewsWord = keyof typeof NEWS_WORDS

/** One such thing. Holds no person and no number. */
export type News = {
  readonly organisationId: string
  readonly at: number
  readonly word: NewsWord
  /** Whether messages are refused, or it is only recorded: the stage's choice. */
  readonly refused?: boolean
  /** Until when: of a limit when there is room again, of a pause its end. */
  readonly until?: number
  readonly country?: string
  readonly why?: PauseReason
  readonly counted?: Counted
  readonly by?: 'trial' | 'admin'
}
