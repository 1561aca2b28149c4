import { de } from './inbox-pages/de.ts'
import { en, type InboxTexts } from './inbox-pages/en.ts'
import { es } from './inbox-pages/es.ts'
import { fi } from './inbox-pages/fi.ts'
import { fr } from './inbox-pages/fr.ts'
import { sv } from './inbox-pages/sv.ts'
import type { Language } from './language.ts'

/** What the laptop's inbox says, in every language. The page loads one of them, this list is for tests. */
export const inboxPages: Readonly<Record<Language, InboxTexts>> = { en, de, fi, fr, es, sv }
