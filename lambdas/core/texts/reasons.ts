import type { Language } from './language.ts'
import { de } from './reasons/de.ts'
import { en, type Reasons } from './reasons/en.ts'
import { es } from './reasons/es.ts'
import { fi } from './reasons/fi.ts'
import { fr } from './reasons/fr.ts'
import { sv } from './reasons/sv.ts'

/** Why a PIN or password is refused, in every language: `reasons.de.pin.ascending('12')`. */
export const reasons: Readonly<Record<Language, Reasons>> = { en, de, fi, fr, es, sv }
