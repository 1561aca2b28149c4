import { language } from './language.ts'

// The reader's own kind of the language, where the browser names one: en-GB writes dates unlike en-US.
const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language

/** A moment as people of this language write it. */
export const moment = (at: string): string =>
  new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })

export const day = (at: string): string => new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' })
