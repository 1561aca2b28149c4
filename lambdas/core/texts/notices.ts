import type { Language } from './language.ts'
import { de } from './notices/de.ts'
import { en, type Notices } from './notices/en.ts'
import { es } from './notices/es.ts'
import { fi } from './notices/fi.ts'
import { fr } from './notices/fr.ts'
import { sv } from './notices/sv.ts'

/** What people are told without having asked: `notices.es.mail.pin_changed({ service })`. */
export const notices: Readonly<Record<Language, Notices>> = { en, de, fi, fr, es, sv }
