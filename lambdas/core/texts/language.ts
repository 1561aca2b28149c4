/** The languages every text is written in. */
export const languages = ['en', 'de', 'fi', 'fr', 'es', 'sv'] as const

export type Language = (typeof languages)[number]

/** An e-mail before it is laid out: what it says, in order. A code stands on a line of its own. */
export type MailText = {
  readonly subject: string
  readonly paragraphs: readonly (string | { readonly code: string })[]
}
