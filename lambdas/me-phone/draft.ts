import type { Login } from '#core/login'
import { maskPhone } from '#core/mask'
import type { Person } from '#core/person'
import type { LoginKey, PhoneNumber } from '#core/ports'
import type { Session } from '#core/session'
import type { PortsOf } from '#runtime/contract'
import { hashHandle } from '#runtime/login-id'
import { bindingOf } from '#runtime/number-change'
import type { contract } from './contract.ts'

type Ports = PortsOf<typeof contract>

/** The wait for a code, like a login's, that ends in a number on the profile. */
export const draft = (
  person: Person,
  { e164, country }: PhoneNumber,
  { clock, chance, codes, contacts, lookup, limits }: Ports,
): Login => {
  const now = clock.now()
  const sealed = contacts.seal(e164, person.personId)
  const sentTo = maskPhone(e164)
  const index = lookup.phone(e164)
  return {
    loginId: chance.id(),
    journey: 'change',
    step: 'code',
    handles: {},
    seed: codes.newSeed(),
    sends: 1,
    sentAt: now,
    channel: 'sms',
    sentTo,
    sealed,
    country,
    number: { sealed, sentTo, country, index },
    tries: 0,
    pinTries: 0,
    startedAt: now,
    expiresAt: now + limits.loginLifeMs,
    personId: person.personId,
    organisationId: person.organisationId,
    epoch: person.epoch,
    numberIndex: index,
    locale: person.locale,
    proved: [],
    trustAsked: false,
    mayUseReserve: true,
    trail: [{ at: now, word: 'number_entered' }],
  }
}

export const newKey = (
  change: Login,
  session: Session,
  { chance }: Ports,
): { readonly key: LoginKey; readonly handle: string } => {
  const handle = chance.id()
  return { handle, key: { login: change.loginId, handle: hashHandle(handle), binding: bindingOf(session) } }
}
