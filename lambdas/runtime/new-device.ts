import { labelOf } from '#core/label'
import type { Login } from '#core/login'
import type { Device } from '#core/session'
import { log, nameAndPlace } from './log.ts'
import { gavePossession, type MintPorts, type Proved } from './proved.ts'
import { hashSecret, tagOf, writeDeviceToken } from './token-text.ts'

/**
 * A device is known once somebody has fully signed in on it; trusted only when they asked for it in a login that proved possession itself. A
 * trusted login makes no new trust and moves no date.
 */
export const newDevice = (
  { login, person, trustDevice, caller }: Proved,
  secret: string,
  { chance, clock, limits }: MintPorts,
): Device => {
  const now = clock.now()
  const possession = gavePossession(login)
  return {
    deviceId: chance.id(),
    personId: person.personId,
    organisationId: person.organisationId,
    secretHash: hashSecret(secret),
    epoch: person.epoch,
    pinEpoch: person.pinEpoch,
    phoneVersion: person.phoneVersion,
    ...(person.phoneIndex === undefined ? {} : { phoneIndex: person.phoneIndex }),
    ...(person.emailIndex === undefined ? {} : { emailIndex: person.emailIndex }),
    ...(trustDevice && possession && login.journey === 'phone' ? { trustedUntil: now + limits.trustLifeMs } : {}),
    ...(trustDevice && possession && login.journey === 'email' ? { twoFactorAt: now } : {}),
    label: labelOf(caller.userAgent),
    createdAt: now,
    lastUsedAt: now,
    expiresAt: now + limits.knownDeviceLifeMs,
  }
}

/** What its client keeps, and shows the next time. */
export const deviceToken = (device: Device, login: Login, secret: string): string =>
  writeDeviceToken({
    personId: device.personId,
    organisationId: device.organisationId,
    deviceId: device.deviceId,
    tag: tagOf((login.journey === 'phone' ? device.phoneIndex : device.emailIndex) ?? ''),
    secret,
  })

/** Known, and nothing more: it skips no code. */
const untrusted = ({ trustedUntil: _, twoFactorAt: __, ...known }: Device): Device => known

/**
 * The session is there: a device that cannot be remembered takes nobody's sign-in away. It is not trusted, and the next one asks for a code. Where
 * the organisation allows no trust it is known at most: an app that asked for trust alone is given nothing that looks like it.
 */
export const remembered = async (
  device: Device | undefined,
  evenUntrusted: boolean,
  { sessions }: MintPorts,
): Promise<Device | undefined> => {
  if (device === undefined) return undefined
  try {
    if (await sessions.remember(device)) return device
    const known = untrusted(device)
    return evenUntrusted && (await sessions.remember(known)) ? known : undefined
  } catch (error) {
    log('failed', { step: 'remember-device', ...nameAndPlace(error) })
    return undefined
  }
}
