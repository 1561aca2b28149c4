import { codeView } from '#core/code-view'
import { type Login, purposeOf } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { maskEmail } from '#core/mask'
import { Refused } from '#core/refusal'
import { codeJob } from '#runtime/code-job'
import type { PortsOf } from '#runtime/contract'
import type { contract } from './contract.ts'
import { whyNotPassed } from './why-not-passed.ts'

// Nobody's mailbox. Whoever guessed the code of a number that leads to nobody waits for a letter like anybody else.
const NOBODYS = 'nobody@example.com'

/** The text message's code was right, and the number has seen too many wrong ones: a second code goes to the mailbox on file. */
export const askMailbox = async (login: Login, key: LoginKey, ports: PortsOf<typeof contract>) => {
  const { logins, people, contacts, codes, messages, clock, limits } = ports
  const person = login.personId === undefined ? undefined : await people.read(login.personId)
  const sealed = person?.sealedEmail
  if (person !== undefined && sealed === undefined) throw new Refused('step_up_required')
  const address = person === undefined || sealed === undefined ? NOBODYS : contacts.unseal(sealed, person.personId)
  const next = { seed: codes.newSeed(), sentTo: maskEmail(address), ...(sealed === undefined ? {} : { sealed }) }
  const moved = await logins.askMailbox(key, login.sends, next)
  if (moved === undefined) throw await whyNotPassed(login, key, ports)
  await messages.dispatch(codeJob(moved, purposeOf(moved), ports))
  return { next: 'email_code' as const, code: codeView(moved, clock.now(), limits, 'sending') }
}
