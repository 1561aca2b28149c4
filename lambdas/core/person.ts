export type Role = 'member' | 'admin'

/** A PIN or password as kept: the parameters of its slow hash and the tag only KMS can make. Never the hash itself. */
export type Verifier = {
  readonly v: 1
  readonly kdf: 'argon2id'
  readonly m: number
  readonly t: number
  readonly p: number
  readonly salt: string
  readonly keyId: string
  readonly tag: string
  readonly setAt: number
}

/** Someone who signs in. Numbers and addresses are sealed; `epoch` ends everything that began before it rose. */
export type Person = {
  readonly personId: string
  readonly organisationId: string
  readonly name: string
  readonly role: Role
  readonly locale: string
  readonly epoch: number
  readonly createdAt: number
  readonly sealedPhone?: string
  readonly phoneIndex?: string
  readonly phoneVersion: number
  readonly sealedEmail?: string
  readonly emailIndex?: string
  /** When a number or an address was last put on, or changed, after the beginning: for a while no reset goes by it. */
  readonly contactsChangedAt?: number
  /** Of both, when each: for longer where both are new. */
  readonly phoneChangedAt?: number
  readonly emailChangedAt?: number
  readonly pin?: Verifier
  readonly pinEpoch: number
  readonly pinFailures: number
  readonly pinTriedAt?: number
  /** When their PIN last signed them in: a login begun before may be used up. */
  readonly pinRightAt?: number
  /** When each bucket of failures is full again: see core/bucket.ts. */
  readonly pinFullAt?: number
  readonly pinFullAtOfKnown?: number
  readonly password?: Verifier
  readonly passwordEpoch: number
  readonly passwordFailures: number
  readonly passwordTriedAt?: number
  readonly passwordFullAt?: number
  readonly passwordFullAtOfKnown?: number
  /** The same for the codes they typed to prove a new number or address. */
  readonly changeFullAt?: number
  /** And for the text message's codes typed in resets that their mailbox had been proved in. */
  readonly resetFullAt?: number
  readonly disabled: boolean
  readonly twoFactorExempt: boolean
  /** Wrong PINs in a row on a device: see `wrongOn` in core/charge.ts. */
  readonly [wrongOn: `wrongOn_${string}`]: number | undefined
}

/** What a number or an address leads to without reading the person. Written in the same transaction as the person. */
export type Pointer = {
  readonly personId: string
  readonly organisationId: string
  readonly locale: string
  readonly epoch: number
  readonly disabled: boolean
  /** The sealed number or address this pointer stands for. */
  readonly sealed: string
}

export type TwoFactor = {
  readonly required: boolean
  readonly method: 'sms' | 'email'
  readonly exemptNetworks: readonly string[]
}

export type Organisation = {
  readonly organisationId: string
  readonly name: string
  readonly defaultCountry: string
  readonly countries: readonly string[]
  readonly twoFactor: TwoFactor
  readonly trustedDevices: { readonly allowed: boolean }
  /** When trusting devices was last forbidden: what was trusted before stays untrusted. */
  readonly trustEndedAt?: number
  readonly emailCodesWhenSmsSpent: boolean
  readonly smsBudget: { readonly limit: string; readonly currency: string }
  readonly smsPrices: Readonly<Record<string, string>>
  readonly createdAt: number
  /** All of its people have their place in the order of names, and all of its admins are listed: since it began, or since `bin/order-people.ts`. */
  readonly peopleInOrder?: true
}
