import type { Organisation, Person } from './person.ts'
import type { Device } from './session.ts'

/** Does the trust of this device still hold? Whose device it is must have been settled before. */
export const isTrusted = (device: Device, person: Person, organisation: Organisation, now: number): boolean => {
  const current =
    device.epoch === person.epoch && device.pinEpoch === person.pinEpoch && device.phoneVersion === person.phoneVersion
  const allowed = organisation.trustedDevices.allowed && device.createdAt > (organisation.trustEndedAt ?? 0)
  return current && allowed && (device.trustedUntil ?? 0) > now
}

export type TrustVerdict = 'trusted' | 'known' | 'stranger'

/**
 * What a device token is worth for the number that was entered. `known` lets a start draw on the person's own allowance; only `trusted`
 * skips the code. Trust holds for one person, number, PIN, epoch and organisation rule, and ends 30 days after it began, whatever happened since.
 */
export const judgeTrust = (
  facts: { readonly device?: Device; readonly person?: Person; readonly organisation?: Organisation },
  shown: { readonly secretHash: string; readonly phoneIndex: string },
  now: number,
  same: (a: string, b: string) => boolean,
): TrustVerdict => {
  const { device, person, organisation } = facts
  if (device === undefined || person === undefined || organisation === undefined) return 'stranger'
  if (!same(device.secretHash, shown.secretHash) || device.expiresAt <= now) return 'stranger'
  if (device.personId !== person.personId || device.organisationId !== person.organisationId) return 'stranger'
  if (organisation.organisationId !== person.organisationId) return 'stranger'
  if (person.phoneIndex !== shown.phoneIndex || device.phoneIndex !== shown.phoneIndex || person.disabled)
    return 'stranger'
  return isTrusted(device, person, organisation, now) ? 'trusted' : 'known'
}
