import type { Factor, Spent } from './charge.ts'
import type { Login } from './login.ts'
import type { Organisation, Person } from './person.ts'
import type { Device, Session } from './session.ts'

export type Trust = {
  /** The device, its person and its organisation in one strongly consistent request. */
  facts(token: DeviceToken): Promise<TrustFacts>
  /** So many wrong PINs were typed on the device that it stands in for no code any more. */
  end(personId: string, deviceId: string): Promise<void>
}

export type DeviceToken = {
  readonly personId: string
  readonly organisationId: string
  readonly deviceId: string
  readonly secretHash: string
}

export type TrustFacts = { readonly device?: Device; readonly person?: Person; readonly organisation?: Organisation }

export type Sessions = {
  /**
   * Says that the person is who the sign-in knew, and clears what was charged for the right secret: before the session is made, where no device
   * stands in for anything. False when something ended what they began.
   */
  forgive(sign: Pick<SignIn, 'person' | 'factor' | 'charged'>): Promise<boolean>
  /**
   * Puts the session under its login's id, where there is none and was none: that uses the login up. With a device that stood in for something the
   * person, the device and the rule about trust are asked in the same transaction.
   */
  commit(sign: SignIn): Promise<boolean>
  /** Keeps a device that a session has just begun on. False, and it is not kept, when it is to be trusted and its organisation allows no trust. */
  remember(device: Device): Promise<boolean>
  facts(personId: string, sessionId: string, organisationId: string): Promise<SessionFacts>
  /** Replaces the secret, if nothing changed since the facts were read. */
  rotate(session: Session, next: { readonly secretHash: string; readonly idleUntil: number }): Promise<boolean>
  /** `why`: other than that its person, or an admin, wanted it. */
  end(personId: string, sessionId: string, why?: 'reused'): Promise<boolean>
  endDevice(personId: string, deviceId: string): Promise<boolean>
  sessionsOf(personId: string): Promise<readonly Session[]>
  devicesOf(personId: string): Promise<readonly Device[]>
}

export type SessionFacts = {
  readonly session?: Session
  readonly person?: Person
  readonly organisation?: Organisation
}

export type SignIn = {
  readonly person: Person
  readonly factor: Factor
  /** What this very call charged for the secret that was right: given back. */
  readonly charged?: Spent
  readonly session: Session
  /** A device that was shown: must still be there for what it stood in for since the login began, and its failures are cleared. */
  readonly used?: {
    readonly deviceId: string
    readonly insteadOf: 'code' | 'two_factor' | 'nothing'
    readonly begunAt: number
  }
}

/** Whether a login became a session, ended or not: a login of its own does not say. */
export type SignIns = { of(login: Pick<Login, 'loginId' | 'personId'>): Promise<boolean> }

/** A login that was left: the place that its session would lie in is taken, where it is free. Whatever is under way makes no session from then on. */
export type SessionPlaces = { take(login: Pick<Login, 'loginId' | 'personId'>): Promise<void> }
