import type { Language } from './language.ts'
import { de } from './trail/de.ts'
import { en, type Trail } from './trail/en.ts'
import { es } from './trail/es.ts'
import { fi } from './trail/fi.ts'
import { fr } from './trail/fr.ts'
import { sv } from './trail/sv.ts'

/** What a step may write into a trail: each has its sentence in every language. */
export type TrailWord = keyof Trail

/** "Why could X not get in?", in every language: `trail.sv.wrong_code`. */
export const trail: Readonly<Record<Language, Trail>> = { en, de, fi, fr, es, sv }
