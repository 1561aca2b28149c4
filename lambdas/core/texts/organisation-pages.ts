import type { Language } from './language.ts'
import { de } from './organisation-pages/de.ts'
import { en, type OrganisationTexts } from './organisation-pages/en.ts'
import { es } from './organisation-pages/es.ts'
import { fi } from './organisation-pages/fi.ts'
import { fr } from './organisation-pages/fr.ts'
import { sv } from './organisation-pages/sv.ts'

/** What the pages for admins say, in every language. A page loads one of them, this list is for tests. */
export const organisationPages: Readonly<Record<Language, OrganisationTexts>> = { en, de, fi, fr, es, sv }
