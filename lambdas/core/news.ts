import type { StoredChange } from './auth-event.ts'
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
  /** Of a pause: which in a row it is. */
  readonly inARow?: number
  readonly counted?: Counted
  readonly by?: 'trial' | 'admin'
}

/**
 * The pauses in these writes that an organisation's admins are to be told of: people are refused, and none went before within the hour. What follows
 * prolongs it, every quarter of an hour while somebody goes on: it is on the page of the budget, and in no further mail.
 */
export const begunPauses = (changes: readonly StoredChange[]): readonly News[] =>
  changes.flatMap(({ before, after, byExpiry }) => {
    if (byExpiry || before !== undefined || !String(after?.sk).startsWith('NEWS#')) return []
    const news = after as unknown as News
    return news.word === 'paused' && news.refused === true && news.inARow === 1 ? [news] : []
  })
