import type { Login } from '#core/login'
import { maskPhone } from '#core/mask'
import type { PhoneNumber } from '#core/numbers'
import { Refused } from '#core/refusal'
import type { TrustFacts } from '#core/session-ports'
import { iso } from '#core/time'
import type { Caller } from '#runtime/caller'
import type { PortsOf } from '#runtime/contract'
import { hashHandle, newLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

type Start = {
  readonly facts: TrustFacts
  readonly number: PhoneNumber
  readonly index: string
  readonly caller: Caller
}

/** The device stands in for the code: the login begins at the PIN, and sends nothing. */
export const startTrusted = async ({ facts, number, index, caller }: Start, ports: PortsOf<typeof contract>) => {
  const { chance, clock, limits, logins } = ports
  const { device, person } = facts
  if (device === undefined || person === undefined) throw new Refused('unavailable')
  const now = clock.now()
  const handle = chance.id()
  const login: Login = {
    loginId: chance.id(),
    journey: 'phone',
    step: 'pin',
    handles: { [hashHandle(handle)]: caller.binding },
    passedBy: hashHandle(handle),
    seed: '',
    sends: 0,
    sentAt: now,
    channel: 'sms',
    sentTo: maskPhone(number.e164),
    tries: 0,
    pinTries: 0,
    startedAt: now,
    expiresAt: now + limits.loginLifeMs,
    personId: person.personId,
    organisationId: person.organisationId,
    epoch: person.epoch,
    numberIndex: index,
    locale: person.locale,
    proved: ['device'],
    deviceId: device.deviceId,
    trustAsked: false,
    known: true,
    pinInUse: (person.pinFullAtOfKnown ?? 0) > now,
    trail: [{ at: now, word: 'trusted_device' }],
  }
  await logins.put(login)
  return { loginId: newLoginId(login.loginId, handle), next: 'pin' as const, expiresAt: iso(login.expiresAt) }
}
