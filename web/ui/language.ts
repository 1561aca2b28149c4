import { chooseLanguage } from '#core/message'
import { type Language, languages } from '#core/texts/language'

const place = 'latchkey.language'

const chosenBefore = (): string | undefined => {
  try {
    return localStorage.getItem(place) ?? undefined
  } catch {
    return undefined
  }
}

const wishes = [chosenBefore(), ...navigator.languages].filter((tag) => tag !== undefined)

/** The language of this page: the one that was chosen here before, else the browser's. */
export const language: Language = chooseLanguage(wishes.join(','), 'en')

document.documentElement.lang = language

/** The language of somebody's locale: of `de-AT` it is `de`. */
export const languageOf = (locale: string): Language => chooseLanguage(locale, 'en')

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fi: 'Suomi',
  fr: 'Français',
  es: 'Español',
  sv: 'Svenska',
}

/** Shows the page in another language from now on; the step stays. */
export const speak = (tag: string): void => {
  const found = languages.find((one) => one === tag)
  if (found === undefined) return
  try {
    localStorage.setItem(place, found)
  } catch {}
  location.reload()
}
