import type { Language } from '#core/texts/language'
import type { Reasons } from '#core/texts/reasons/en'
import { language } from '../ui/language.ts'

const load: Readonly<Record<Language, () => Promise<Reasons>>> = {
  en: async () => (await import('#core/texts/reasons/en')).en,
  de: async () => (await import('#core/texts/reasons/de')).de,
  fi: async () => (await import('#core/texts/reasons/fi')).fi,
  fr: async () => (await import('#core/texts/reasons/fr')).fr,
  es: async () => (await import('#core/texts/reasons/es')).es,
  sv: async () => (await import('#core/texts/reasons/sv')).sv,
}

/** Why a PIN or password is refused, in the language of this page. */
export const reasonTexts = (): Promise<Reasons> => load[language]()
