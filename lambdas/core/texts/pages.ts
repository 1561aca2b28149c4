import type { Language } from './language.ts'
import { de } from './pages/de.ts'
import { en, type PageTexts } from './pages/en.ts'
import { es } from './pages/es.ts'
import { fi } from './pages/fi.ts'
import { fr } from './pages/fr.ts'
import { sv } from './pages/sv.ts'

/** What the pages for signing in and resetting say, in every language. A page loads one of them, this list is for tests. */
export const pages: Readonly<Record<Language, PageTexts>> = { en, de, fi, fr, es, sv }
