import type { AccountTexts } from '#core/texts/account-pages/en'
import type { Language } from '#core/texts/language'
import { language } from '../ui/language.ts'

const load: Readonly<Record<Language, () => Promise<AccountTexts>>> = {
  en: async () => (await import('#core/texts/account-pages/en')).en,
  de: async () => (await import('#core/texts/account-pages/de')).de,
  fi: async () => (await import('#core/texts/account-pages/fi')).fi,
  fr: async () => (await import('#core/texts/account-pages/fr')).fr,
  es: async () => (await import('#core/texts/account-pages/es')).es,
  sv: async () => (await import('#core/texts/account-pages/sv')).sv,
}

/** The texts of the account page, in the language of this page. */
export const accountWords: AccountTexts = await load[language]()
