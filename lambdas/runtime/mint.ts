import type { Factor, Spent } from '#core/charge'
import { labelOf } from '#core/label'
import type { Login, Proof } from '#core/login'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { strengthOf } from '#core/proofs'
import type { Device, Session } from '#core/session'
import type { SignIn } from '#core/session-ports'
import { SECOND } from '#core/time'
import type { Caller } from './caller.ts'
import { orGiveBack } from './give-back.ts'
import { log, nameAndPlace } from './log.ts'
import { hashSecret, tagOf, writeDeviceToken, writeRefreshToken } from './token-text.ts'

export type MintPorts = Pick<Ports, 'clock' | 'chance' | 'limits' | 'stage' | 'signer' | 'sessions' | 'tokenSecrets'>

/** A login whose last proof has just been given. */
export type Proved = {
  readonly login: Login
  readonly person: Person
  /** The secret whose failures are cleared. */
  readonly factor: Factor
  /** What this call charged for it: given back once, when the person's failures are cleared, or by itself where that did not happen. */
  readonly charged?: Spent & { readonly giveBack: () => Promise<void> }
  readonly proof?: Proof
  readonly trustDevice: boolean
  readonly caller: Caller
  /** What uses the last proof up, once, when it is none that was charged. False when somebody else was first. */
  readonly pass?: () => Promise<boolean>
}

export const claimsFor = (session: Session, person: Person, { clock, chance, limits, stage }: MintPorts) => {
  const now = Math.floor(clock.now() / SECOND)
  return {
    iss: stage.issuer,
    aud: stage.audience,
    sub: person.personId,
    sid: session.sessionId,
    org: person.organisationId,
    role: person.role,
    amr: session.amr,
    acr: session.acr,
    auth_time: Math.floor(session.authTime / SECOND),
    iat: now,
    nbf: now,
    exp: now + limits.accessTokenLifeSeconds,
    jti: chance.id(),
  }
}

/** What every successful sign-in and refresh answers. */
export const sessionReply = (accessToken: string, refreshToken: string, person: Person, { limits }: MintPorts) => ({
  accessToken,
  tokenType: 'Bearer' as const,
  expiresInSeconds: limits.accessTokenLifeSeconds,
  refreshToken,
  person: { personId: person.personId, name: person.name, role: person.role, organisationId: person.organisationId },
  warnings: person.phoneIndex === undefined ? [{ code: 'no_phone_number' as const }] : [],
})

const gavePossession = ({ proved }: Login): boolean => proved.includes('sms') || proved.includes('email')

/** A number and a PIN are two factors by themselves; an e-mail login has the second it gave, or the one its device gave before. */
const twoFactorOf = (login: Login, now: number): Pick<Session, 'twoFactorAt'> => {
  if (login.journey === 'phone' || gavePossession(login)) return { twoFactorAt: now }
  return login.twoFactorAt === undefined ? {} : { twoFactorAt: login.twoFactorAt }
}

const openSession = (
  { login, person, caller, proof }: Proved,
  { deviceId, refreshSecret }: { readonly deviceId: string | undefined; readonly refreshSecret: string },
  { clock, limits }: MintPorts,
): Session => {
  const now = clock.now()
  // One login, one session: it lies under the login's id.
  const sessionId = login.loginId
  return {
    sessionId,
    personId: person.personId,
    organisationId: person.organisationId,
    journey: login.journey === 'email' ? 'email' : 'phone',
    epoch: person.epoch,
    generation: 1,
    secretHash: hashSecret(refreshSecret),
    rotatedAt: now,
    kind: caller.kind,
    binding: caller.binding,
    ...strengthOf(proof === undefined ? login.proved : [...login.proved, proof]),
    authTime: now,
    ...twoFactorOf(login, now),
    expiresAt: now + limits.sessionLifeMs,
    idleUntil: now + limits.sessionIdleMs,
    ...(deviceId === undefined ? {} : { deviceId }),
    label: labelOf(caller.userAgent),
    startedAt: now,
  }
}

/**
 * A device is known once somebody has fully signed in on it; trusted only when they asked for it in a login that proved possession itself. A
 * trusted login makes no new trust and moves no date.
 */
const newDevice = (
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

/** The device that was shown, and what it stood in for. */
const usedDevice = ({ deviceId, journey, twoFactorAt, startedAt }: Login): Pick<SignIn, 'used'> => {
  if (deviceId === undefined) return {}
  const second = twoFactorAt === undefined ? 'nothing' : 'two_factor'
  return { used: { deviceId, insteadOf: journey === 'phone' ? 'code' : second, begunAt: startedAt } }
}

const deviceToken = (device: Device, login: Login, secret: string): string =>
  writeDeviceToken({
    personId: device.personId,
    organisationId: device.organisationId,
    deviceId: device.deviceId,
    tag: tagOf((login.journey === 'phone' ? device.phoneIndex : device.emailIndex) ?? ''),
    secret,
  })

/**
 * Signs while the person is asked whether they still are who began, and waits for both: neither may be on its way when the caller is told. Where a
 * device stood in for something the commit asks all that itself. What was cleared was given back by that: again would undo somebody's wrong try.
 */
const signFor = async (proved: Proved, sign: SignIn, { signer, sessions, ...ports }: MintPorts) => {
  const signing = signer.sign(claimsFor(sign.session, proved.person, { signer, sessions, ...ports }))
  const asking = sign.used === undefined ? sessions.forgive(sign) : Promise.resolve(true)
  const [signed, stands] = await Promise.allSettled([signing, asking])
  if (signed.status === 'fulfilled' && stands.status === 'fulfilled') return stands.value ? signed.value : undefined
  if (sign.used !== undefined || stands.status === 'rejected') await proved.charged?.giveBack()
  throw [signed, stands].find((one) => one.status === 'rejected')?.reason
}

/** Known, and nothing more: it skips no code. */
const untrusted = ({ trustedUntil: _, twoFactorAt: __, ...known }: Device): Device => known

/**
 * The session is there: a device that cannot be remembered takes nobody's sign-in away. It is not trusted, and the next one asks for a code. Where
 * the organisation allows no trust it is known at most: an app that asked for trust alone is given nothing that looks like it.
 */
const remembered = async (
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

/**
 * The one function that makes sessions. Signs first, so that a signature that fails costs the caller nothing; writes the session last of all that
 * proves it, so that a crash leaves none without its proofs. Undefined when the login was used up or the person changed meanwhile.
 */
export const mint = async (proved: Proved, ports: MintPorts) => {
  const { login, person, factor, charged, caller, trustDevice, pass } = proved
  const usesDevice = login.deviceId !== undefined
  const anyway = caller.kind === 'web' || login.journey === 'email'
  const remembers = !usesDevice && (trustDevice || anyway)
  const secret = ports.chance.secret()
  const wanted = remembers ? newDevice(proved, secret, ports) : undefined
  const refreshSecret = ports.tokenSecrets.refresh(login.loginId, 1)
  const session = openSession(proved, { deviceId: login.deviceId ?? wanted?.deviceId, refreshSecret }, ports)
  const sign = { person, factor, ...(charged && { charged }), session, ...usedDevice(login) }
  const accessToken = await signFor(proved, sign, ports)
  if (accessToken === undefined || (pass !== undefined && !(await pass()))) return undefined
  const commit = () => ports.sessions.commit(sign)
  const unspend = async () => sign.used && charged?.giveBack()
  if (!(await orGiveBack(unspend, commit))) return undefined
  const device = await remembered(wanted, anyway, ports)
  const refreshToken = writeRefreshToken({
    personId: person.personId,
    organisationId: person.organisationId,
    sessionId: session.sessionId,
    generation: 1,
    secret: refreshSecret,
  })
  const signedIn = {
    ...sessionReply(accessToken, refreshToken, person, ports),
    ...(device === undefined ? {} : { deviceToken: deviceToken(device, login, secret) }),
  }
  const trusted = device?.trustedUntil !== undefined || device?.twoFactorAt !== undefined
  return { signedIn, trusted }
}
