import type { Language } from '#core/texts/language'
import type { PageTexts } from '#core/texts/pages/en'
import { language } from './language.ts'

// One chunk a language: a page loads the one it speaks.
const load: Readonly<Record<Language, () => Promise<PageTexts>>> = {
  en: async () => (await import('#core/texts/pages/en')).en,
  de: async () => (await import('#core/texts/pages/de')).de,
  fi: async () => (await import('#core/texts/pages/fi')).fi,
  fr: async () => (await import('#core/texts/pages/fr')).fr,
  es: async () => (await import('#core/texts/pages/es')).es,
  sv: async () => (await import('#core/texts/pages/sv')).sv,
}

/** The texts of signing in and resetting, in the language of this page. */
export const words: PageTexts = await load[language]()
