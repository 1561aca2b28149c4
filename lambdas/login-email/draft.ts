import type { Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { maskEmail } from '#core/mask'
import type { Person } from '#core/person'
import type { Caller } from '#runtime/caller'
import type { PortsOf } from '#runtime/contract'
import { hashHandle } from '#runtime/login-id'
import type { contract } from './contract.ts'

type Ports = PortsOf<typeof contract>

/** A login by e-mail whose password has just been right. Without more said, its code goes to the mailbox. */
export const draft = (person: Person, { clock, chance, codes, contacts, limits }: Ports): Login => {
  const now = clock.now()
  const address = person.sealedEmail === undefined ? '' : contacts.unseal(person.sealedEmail, person.personId)
  return {
    loginId: chance.id(),
    journey: 'email',
    step: 'code',
    handles: {},
    seed: codes.newSeed(),
    sends: 0,
    sentAt: now,
    channel: 'email',
    sentTo: maskEmail(address),
    sealed: person.sealedEmail,
    tries: 0,
    pinTries: 0,
    startedAt: now,
    expiresAt: now + limits.loginLifeMs,
    personId: person.personId,
    organisationId: person.organisationId,
    epoch: person.epoch,
    // One person's wrong codes are counted in one place, whichever way their codes come.
    numberIndex: person.phoneIndex ?? person.emailIndex,
    locale: person.locale,
    proved: ['password'],
    trustAsked: false,
    // The password was right: wrong codes count where this login's start was counted.
    known: true,
    mayUseReserve: person.role === 'admin',
    trail: [
      { at: now, word: 'started' },
      { at: now, word: 'password_right' },
    ],
  }
}

/** The login's key for this caller, and the handle that goes out. */
export const newKey = (
  login: Login,
  caller: Caller,
  { chance }: Ports,
): { readonly key: LoginKey; readonly handle: string } => {
  const handle = chance.id()
  return { handle, key: { login: login.loginId, handle: hashHandle(handle), binding: caller.binding } }
}
