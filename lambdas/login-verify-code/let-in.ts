import { labelOf } from '#core/label'
import type { Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { Refused } from '#core/refusal'
import type { Caller } from '#runtime/caller'
import type { PortsOf } from '#runtime/contract'
import { mint } from '#runtime/mint'
import { tell } from '#runtime/tell'
import type { contract } from './contract.ts'
import { whyNotPassed } from './why-not-passed.ts'

type Passed = {
  readonly login: Login
  readonly key: LoginKey
  readonly caller: Caller
  readonly trustDevice: boolean
}

/** The last proof of the e-mail journey. A number that was only typed is told to the mailbox, and never put on the profile. */
export const letIn = async ({ login, key, caller, trustDevice }: Passed, ports: PortsOf<typeof contract>) => {
  const { logins, people } = ports
  const proof = login.channel
  const person = login.personId === undefined ? undefined : await people.read(login.personId)
  if (person === undefined || person.disabled || person.epoch !== login.epoch) throw new Refused('login_closed')
  const pass = () => logins.passCode(key, { from: login.step, to: 'done', send: login.sends, proved: [proof] })
  const proved = { ...login, proved: [...login.proved, proof] }
  const minted = await mint({ login: proved, person, factor: 'password', trustDevice, caller, pass }, ports)
  if (minted === undefined) throw await whyNotPassed(login, key, ports)
  if (minted.trusted) await tell(person, 'new_device', ports, { device: labelOf(caller.userAgent) }, 'mail')
  if (login.number !== undefined) await tell(person, 'number_used', ports, { number: login.number.sentTo })
  return minted.signedIn
}
