import { readFileSync } from 'node:fs'
import { mayContain } from '#core/word-filter'

/** Whether a folded password, or the stem of one, is on the list of those guessed first. */
export type CommonPasswords = { readonly isCommon: (folded: string) => boolean }

/** Reads the filter that lies beside this module, in the source as in a bundle. Without it nothing starts. */
export const make = (): CommonPasswords => {
  const filter = readFileSync(new URL('./common-passwords.bin', import.meta.url))
  return { isCommon: (folded) => mayContain(filter, folded) }
}
