import { labelOf } from '#core/label'
import type { Login } from '#core/login'
import { strengthOf } from '#core/proofs'
import type { Session } from '#core/session'
import type { SignIn } from '#core/session-ports'
import { orGiveBack } from './give-back.ts'
import { deviceToken, newDevice, remembered } from './new-device.ts'
import { gavePossession, type MintPorts, type Proved } from './proved.ts'
import { claimsFor, sessionReply } from './session-reply.ts'
import { hashSecret, writeRefreshToken } from './token-text.ts'

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

/** The device that was shown, and what it stood in for. */
const usedDevice = ({ deviceId, journey, twoFactorAt, startedAt }: Login): Pick<SignIn, 'used'> => {
  if (deviceId === undefined) return {}
  const second = twoFactorAt === undefined ? 'nothing' : 'two_factor'
  return { used: { deviceId, insteadOf: journey === 'phone' ? 'code' : second, begunAt: startedAt } }
}

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
