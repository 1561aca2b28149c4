import type { TypedNumber } from '#core/login'
import type { Person } from '#core/person'
import { provedChange } from '#runtime/contact-change'
import type { Run } from '#runtime/contract'
import { profileOf } from '#runtime/profile'
import { tell } from '#runtime/tell'
import type { contract } from './contract.ts'

/** A new number ends every trusted device and every session but this one, and for a while no reset goes by it. */
const withNumber = (person: Person, { sealed, index }: TypedNumber, now: number): Person => ({
  ...person,
  sealedPhone: sealed,
  phoneIndex: index,
  phoneVersion: person.phoneVersion + 1,
  contactsChangedAt: now,
  phoneChangedAt: now,
  epoch: person.epoch + 1,
})

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const typed = { code: body.code, caller }
  const { person, session, change } = await provedChange(params.changeId, 'sms', typed, ports)
  const { number } = change
  if (number === undefined) throw refuse('login_closed')
  const after = withNumber(person, number, ports.clock.now())
  if (!(await ports.roster.change(person, after, session)))
    throw refuse('invalid_request', { fields: [{ path: 'phone', problem: 'belongs to somebody already' }] })
  const { sealedEmail: _, ...oldNumberOnly } = person
  // Whatever was guessed about it: it was proved just now, by somebody who is signed in.
  await ports.logins.endRow(number.index).catch(() => undefined)
  const facts = { number: number.sentTo }
  if (person.sealedPhone !== undefined) await tell(oldNumberOnly, 'number_changed_old', ports, facts)
  await tell(after, 'number_changed_new', ports, facts)
  return profileOf(after, ports)
}
