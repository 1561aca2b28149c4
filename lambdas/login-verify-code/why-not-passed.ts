import type { Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { iso } from '#core/time'

/** A right code that opened nothing: another was sent while it was on its way, and only that one counts; or the login is over, or somebody else's. */
export const whyNotPassed = async (
  login: Login,
  key: LoginKey,
  { logins }: Pick<Ports, 'logins'>,
): Promise<Refused> => {
  const now = await logins.read(key)
  if (now === undefined || now.step !== login.step || now.sends === login.sends) return new Refused('login_closed')
  await logins.refundCodeTry(key, 'earlier_code')
  return new Refused('earlier_code', { newestSentAt: iso(now.sentAt) })
}
