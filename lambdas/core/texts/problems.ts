import type { Language } from './language.ts'
import { de } from './problems/de.ts'
import { en, type Problems } from './problems/en.ts'
import { es } from './problems/es.ts'
import { fi } from './problems/fi.ts'
import { fr } from './problems/fr.ts'
import { sv } from './problems/sv.ts'

/** Every refusal in every language: `problems.fi.wrong_code({ attemptsLeft: 2 })`. */
export const problems: Readonly<Record<Language, Problems>> = { en, de, fi, fr, es, sv }
