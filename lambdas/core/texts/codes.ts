import { de } from './codes/de.ts'
import { type Codes, en } from './codes/en.ts'
import { es } from './codes/es.ts'
import { fi } from './codes/fi.ts'
import { fr } from './codes/fr.ts'
import { sv } from './codes/sv.ts'
import type { Language } from './language.ts'

/** The messages that carry a code: `codes.fr.sms.pin_reset({ service, code, domain })`. */
export const codes: Readonly<Record<Language, Codes>> = { en, de, fi, fr, es, sv }
