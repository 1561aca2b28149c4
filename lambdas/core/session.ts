/** A family of refresh tokens: one sign-in on one client. Only hashes of its secrets are kept. */
export type Session = {
  /** The id of the login that it was made of. */
  readonly sessionId: string
  readonly personId: string
  readonly organisationId: string
  /** How somebody signed in; left out of sessions from before it was kept. */
  readonly journey?: 'phone' | 'email'
  readonly epoch: number
  readonly generation: number
  readonly secretHash: string
  /** The secret that was replaced last, and when: a lost answer may show it once more within the grace. */
  readonly previousHash?: string
  readonly rotatedAt: number
  readonly kind: 'web' | 'app'
  readonly binding: string
  readonly amr: readonly string[]
  readonly acr: string
  readonly authTime: number
  /** When the second factor of this sign-in was given; undefined when none was due. Asked again at every renewal. */
  readonly twoFactorAt?: number
  readonly expiresAt: number
  readonly idleUntil: number
  readonly deviceId?: string
  readonly label: string
  readonly startedAt: number
}

/** A browser or app a person has fully signed in on. Trusted while all of what it was tied to still holds. */
export type Device = {
  readonly deviceId: string
  readonly personId: string
  readonly organisationId: string
  readonly secretHash: string
  readonly epoch: number
  readonly pinEpoch: number
  readonly phoneVersion: number
  readonly phoneIndex?: string
  readonly emailIndex?: string
  /** Absolute: never moved by use. Undefined for a device that is only known. */
  readonly trustedUntil?: number
  /** When the second factor was passed here for this organisation, for the monthly two-factor. */
  readonly twoFactorAt?: number
  readonly label: string
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly expiresAt: number
}
