import type { Limits } from './limits.ts'
import type { Organisation, Person } from './person.ts'
import type { Device } from './session.ts'
import { MINUTE } from './time.ts'

/** By how much the clock that saw a second factor may be ahead of the one that asks. */
const CLOCKS_DIFFER_BY_MS = MINUTE

/** All that the decision may depend on; none of it comes from a body or a header. */
export type TwoFactorFacts = {
  readonly required: boolean
  readonly personExempt: boolean
  readonly networkExempt: boolean
  /** When this person last gave a second factor on this device for this organisation. */
  readonly passedAt?: number
}

export type TwoFactorVerdict =
  | { readonly due: false; readonly because: 'not_required' | 'person_exempt' | 'network_exempt' | 'passed' }
  | { readonly due: true }

/** Whether a password may be all that this person is asked for, somewhere: then it has to be longer. */
export const passwordStandsAlone = (
  { twoFactorExempt }: Pick<Person, 'twoFactorExempt'>,
  { twoFactor }: Pick<Organisation, 'twoFactor'>,
): boolean => !twoFactor.required || twoFactorExempt || twoFactor.exemptNetworks.length > 0

/** Whether a second factor is due. Asked on every path that makes or renews a session, and decided nowhere else. */
export const judgeTwoFactor = (
  { required, personExempt, networkExempt, passedAt }: TwoFactorFacts,
  now: number,
  { twoFactorLifeMs }: Pick<Limits, 'twoFactorLifeMs'>,
): TwoFactorVerdict => {
  if (!required) return { due: false, because: 'not_required' }
  if (personExempt) return { due: false, because: 'person_exempt' }
  if (networkExempt) return { due: false, because: 'network_exempt' }
  const passed = passedAt !== undefined && passedAt <= now + CLOCKS_DIFFER_BY_MS && now < passedAt + twoFactorLifeMs
  return passed ? { due: false, because: 'passed' } : { due: true }
}

/** The device that was shown, when it is this person's, on this address, and nothing ended it since. Its secret is compared in constant time. */
export const ownDevice = (
  { device, person }: { readonly device?: Device; readonly person: Person },
  secretHash: string,
  now: number,
  same: (a: string, b: string) => boolean,
): Device | undefined => {
  if (device === undefined || !same(device.secretHash, secretHash) || device.expiresAt <= now) return undefined
  if (device.personId !== person.personId || device.organisationId !== person.organisationId) return undefined
  return device.emailIndex === person.emailIndex && device.epoch === person.epoch ? device : undefined
}

/** When the second factor was passed on a device, if the organisation lets devices remember it and has not ended that since. */
export const passedAt = (device: Device | undefined, organisation: Organisation): number | undefined => {
  if (device === undefined || !organisation.trustedDevices.allowed) return undefined
  return device.createdAt > (organisation.trustEndedAt ?? 0) ? device.twoFactorAt : undefined
}

/** Until when a device stands in for the second factor of its person; undefined when it does not. Absolute, in epoch milliseconds. */
export const passedUntil = (
  device: Device,
  person: Person,
  organisation: Organisation,
  { twoFactorLifeMs }: Pick<Limits, 'twoFactorLifeMs'>,
): number | undefined => {
  const at = device.epoch === person.epoch ? passedAt(device, organisation) : undefined
  return at === undefined ? undefined : at + twoFactorLifeMs
}
