import { ranOut } from '#core/code-verdict'
import type { Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

/** Charges a try of this code, and may open the login by it; leaves the step when none can be charged. */
export const chargeCode = async (
  key: LoginKey | undefined,
  steps: readonly Login['step'][],
  code: string,
  { logins, codes, clock, limits }: Pick<Ports, 'logins' | 'codes' | 'clock' | 'limits'>,
): Promise<{ readonly key: LoginKey; readonly login: Login }> => {
  if (key === undefined) throw new Refused('login_closed')
  const charge = await logins.spendCodeTry(key, steps, codes.nameOf(key.login, code))
  if (charge.charged) return { key, login: charge.it }
  if (charge.it === undefined || !ranOut(charge.it, key, clock.now(), limits)) throw new Refused('login_closed')
  await logins.note(key.login, 'code_expired')
  throw new Refused('code_expired')
}
