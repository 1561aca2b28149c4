import { waitIn } from '../amounts.ts'
import type { Language, MailText } from '../language.ts'

/** `domain` is the host of the page that asks: phones offer the code there and nowhere else. */
export type SmsCode = { readonly service: string; readonly code: string; readonly domain: string }

/** `smsSpent` when the code comes by e-mail because the budget for text messages is used up. */
export type MailCode = {
  readonly service: string
  readonly code: string
  readonly lifeSeconds: number
  readonly smsSpent?: boolean | undefined
}

/** A text message with a code. Its last line tells phones and browsers whose code it is, so nothing may follow it. */
export const textMessage =
  (never: string) =>
  ({ domain, code }: SmsCode, sentence: string): string =>
    `${sentence} ${never}\n@${domain} #${code}`

/** What every e-mail with a code says in one language: how long it works, and why it did not come by text message. */
export type LetterWords = { readonly works: (wait: string) => string; readonly spent: string }

/** What one e-mail says: its subject, what the code is for, and what to do if it was somebody else. */
export type LetterOf = { readonly subject: string; readonly ask: string; readonly otherwise: string }

export const letterIn =
  (language: Language, words: LetterWords) =>
  ({ code, lifeSeconds, smsSpent }: MailCode, { subject, ask, otherwise }: LetterOf): MailText => ({
    subject,
    paragraphs: [
      ask,
      { code },
      words.works(waitIn(language)(lifeSeconds)),
      ...(smsSpent === true ? [words.spent] : []),
      otherwise,
    ],
  })
