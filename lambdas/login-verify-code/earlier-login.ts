import { type Login, purposeOf } from '#core/login'
import type { Ports } from '#core/ports'

/**
 * Whether a code that is not this login's was sent for one before it. Its own login ends first: each guess is one at one code, and nobody learns of a
 * code that it still opens something. Where that cannot be made sure of, the code is a wrong one.
 */
export const isEarlierLogins = async (
  login: Login,
  typed: string,
  { logins, codes, limits }: Pick<Ports, 'logins' | 'codes' | 'limits'>,
): Promise<boolean> => {
  try {
    for (const { loginId, seed } of login.earlier ?? []) {
      const wait = { about: loginId, seed, purpose: purposeOf(login) }
      if (!(await codes.wasOf(wait, 1 + limits.resendWaitsMs.length, typed))) continue
      await logins.overtake({ loginId, seed })
      return true
    }
  } catch {
    return false
  }
  return false
}
