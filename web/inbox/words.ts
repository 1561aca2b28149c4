import type { InboxTexts } from '#core/texts/inbox-pages/en'
import type { Language } from '#core/texts/language'
import { language } from '../ui/language.ts'

const load: Readonly<Record<Language, () => Promise<InboxTexts>>> = {
  en: async () => (await import('#core/texts/inbox-pages/en')).en,
  de: async () => (await import('#core/texts/inbox-pages/de')).de,
  fi: async () => (await import('#core/texts/inbox-pages/fi')).fi,
  fr: async () => (await import('#core/texts/inbox-pages/fr')).fr,
  es: async () => (await import('#core/texts/inbox-pages/es')).es,
  sv: async () => (await import('#core/texts/inbox-pages/sv')).sv,
}

/** The texts of the inbox, in the language of this page. */
export const inboxWords: InboxTexts = await load[language]()
