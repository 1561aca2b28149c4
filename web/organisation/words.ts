import type { Language } from '#core/texts/language'
import type { OrganisationTexts } from '#core/texts/organisation-pages/en'
import { language } from '../ui/language.ts'

const load: Readonly<Record<Language, () => Promise<OrganisationTexts>>> = {
  en: async () => (await import('#core/texts/organisation-pages/en')).en,
  de: async () => (await import('#core/texts/organisation-pages/de')).de,
  fi: async () => (await import('#core/texts/organisation-pages/fi')).fi,
  fr: async () => (await import('#core/texts/organisation-pages/fr')).fr,
  es: async () => (await import('#core/texts/organisation-pages/es')).es,
  sv: async () => (await import('#core/texts/organisation-pages/sv')).sv,
}

/** The texts of the pages for admins, in the language of this page. */
export const organisationWords: OrganisationTexts = await load[language]()
