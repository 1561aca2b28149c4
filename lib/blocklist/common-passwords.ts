import { foldPassword, passwordLengths } from '#core/password-policy'
import { filterOf } from '#core/word-filter'

// Words of five to seven letters are too short to be passwords; the commonest are kept because people add a year to them.
const stemsAmongFirst = 100_000
const isStem = (folded: string): boolean => /^.{4,6}\p{L}$/u.test(folded)

const isLongEnough = (folded: string): boolean => Array.from(folded).length >= passwordLengths.shortest

/** The passwords to refuse, folded: every leaked one that is long enough, and the commonest words people lengthen. */
export const wordsToRefuse = (passwordsByRank: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...passwordsByRank.map(foldPassword).filter(isLongEnough),
    ...passwordsByRank.slice(0, stemsAmongFirst).map(foldPassword).filter(isStem),
  ])

/** The content of `lambdas/adapters/common-passwords.bin`. */
export const commonPasswordsFile = (passwordsByRank: readonly string[]): Uint8Array =>
  filterOf(wordsToRefuse(passwordsByRank))
