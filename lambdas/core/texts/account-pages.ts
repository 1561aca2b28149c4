import { de } from './account-pages/de.ts'
import { type AccountTexts, en } from './account-pages/en.ts'
import { es } from './account-pages/es.ts'
import { fi } from './account-pages/fi.ts'
import { fr } from './account-pages/fr.ts'
import { sv } from './account-pages/sv.ts'
import type { Language } from './language.ts'

/** What the account page says, in every language. A page loads one of them, this list is for tests. */
export const accountPages: Readonly<Record<Language, AccountTexts>> = { en, de, fi, fr, es, sv }
