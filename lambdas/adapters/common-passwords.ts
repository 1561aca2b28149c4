import { readFileSync } from 'node:fs'
import type { CommonPasswords } from '#core/ports'
import { mayContain } from '#core/word-filter'

/** Reads the filter that lies beside this module, in the source as in a bundle. Without it nothing starts. */
export const make = (): CommonPasswords => {
  const filter = readFileSync(new URL('./common-passwords.bin', import.meta.url))
  return { isCommon: (folded) => mayContain(filter, folded) }
}
