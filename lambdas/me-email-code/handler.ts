import type { TypedAddress } from '#core/login'
import type { Person } from '#core/person'
import { provedChange } from '#runtime/contact-change'
import type { Run } from '#runtime/contract'
import { profileOf } from '#runtime/profile'
import { tell } from '#runtime/tell'
import type { contract } from './contract.ts'

/** A new address ends every trusted device and every session but this one, and for a while no reset goes by it. */
const withAddress = (person: Person, { sealed, index }: TypedAddress, now: number): Person => ({
  ...person,
  sealedEmail: sealed,
  emailIndex: index,
  contactsChangedAt: now,
  emailChangedAt: now,
  epoch: person.epoch + 1,
})

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const typed = { code: body.code, caller }
  const { person, session, change } = await provedChange(params.changeId, 'email', typed, ports)
  const { address } = change
  if (address === undefined) throw refuse('login_closed')
  const after = withAddress(person, address, ports.clock.now())
  if (!(await ports.roster.change(person, after, session)))
    throw refuse('invalid_request', { fields: [{ path: 'email', problem: 'belongs to somebody already' }] })
  const { sealedPhone: _, ...oldAddressOnly } = person
  // Whatever was guessed about it: it was proved just now, by somebody who is signed in.
  await ports.logins.endRow(address.index).catch(() => undefined)
  const facts = { address: address.sentTo }
  if (person.sealedEmail !== undefined) await tell(oldAddressOnly, 'email_changed_old', ports, facts)
  await tell(after, 'email_changed_new', ports, facts)
  return profileOf(after, ports)
}
