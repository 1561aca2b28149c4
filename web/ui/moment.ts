import { language } from './language.ts'

// The reader's own kind of the language, where the browser names one: en-GB writes dates unlike en-US.
const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language

const written =
  (how: Intl.DateTimeFormatOptions) =>
  (at: string | number): string =>
    new Date(at).toLocaleString(locale, how)

/** A moment as people of this language write it. */
export const moment = written({ dateStyle: 'medium', timeStyle: 'short' })

export const day = written({ dateStyle: 'medium' })

/** The day of a row of days, where the year is known: "19 Nov". */
export const shortDay = written({ day: 'numeric', month: 'short' })

/** To the second, for things that happen close to each other. */
export const timeOfDay = written({ timeStyle: 'medium' })

export const exactly = written({ dateStyle: 'full', timeStyle: 'medium' })
