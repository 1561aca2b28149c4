import { readFileSync } from 'node:fs'
import type { CommonPasswords } from '#core/password-policy'
import { mayContain } from '#core/word-filter'

/** Asks a filter of folded passwords: those guessed first, and stems that people lengthen by a year. */
export const commonPasswords = (filter: Uint8Array): CommonPasswords => ({
  isCommon: (folded) => mayContain(filter, folded),
})

/** Reads the filter that lies beside this module, in the source as in a bundle. Without it nothing starts. */
export const make = (): CommonPasswords =>
  commonPasswords(readFileSync(new URL('./common-passwords.bin', import.meta.url)))
