import { maskEmail } from '#core/mask'
import { beginChange } from '#runtime/begin-change'
import { confirmSecret } from '#runtime/confirm-secret'
import type { Run } from '#runtime/contract'
import { emailOf } from '#runtime/new-person'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

/** Nothing changes yet: the address has to be proved first. */
export const run: Run<typeof contract> = async ({ body, caller }, ports) => {
  const { contacts, lookup } = ports
  const { person, session } = await signedIn(caller, ports)
  await confirmSecret(person, body, ports)
  const email = emailOf(body.email)
  const [sealed, sentTo, index] = [contacts.seal(email, person.personId), maskEmail(email), lookup.email(email)]
  const address = { sealed, sentTo, index }
  return beginChange(person, session, { ...address, address, channel: 'email', word: 'address_entered' }, ports)
}
