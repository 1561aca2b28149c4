import { codeView } from '#core/code-view'
import type { Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { Refused } from '#core/refusal'
import { codeJob } from '#runtime/code-job'
import type { PortsOf } from '#runtime/contract'
import type { contract } from './contract.ts'
import { whyNotPassed } from './why-not-passed.ts'

/** The mailbox is proved; only now anything goes to the number that was typed. */
export const goOnToNumber = async (login: Login, key: LoginKey, ports: PortsOf<typeof contract>) => {
  const { loginNumbers, codes, messages, clock, limits } = ports
  if (login.number === undefined) throw new Refused('login_closed')
  const next = { ...login.number, seed: codes.newSeed() }
  const moved = await loginNumbers.mailboxProved(key, login.sends, next)
  if (moved === undefined) throw await whyNotPassed(login, key, ports)
  await messages.dispatch(codeJob(moved, 'two_factor', ports))
  return { next: 'code' as const, code: codeView(moved, clock.now(), limits, 'sending') }
}
