import type { CodePurpose } from './message-job.ts'

export type Channel = 'sms' | 'email'

/** Where a login stands. `done` and `closed` are ends. */
export type LoginStep = 'sms_code' | 'code' | 'email_code' | 'phone_number' | 'pin' | 'done' | 'closed'

/** One attempt to sign in. Begun without knowing whether anybody stands behind the number. */
export type Login = {
  readonly loginId: string
  /** `change`: no sign-in but a wait for the code that proves a new number. */
  readonly journey: 'phone' | 'email' | 'change'
  readonly step: LoginStep
  /** Hash of each handle → the client it belongs to. */
  readonly handles: Readonly<Record<string, string>>
  /** The one handle that gave the right code, and so may go on. */
  readonly passedBy?: string
  readonly seed: string
  readonly sends: number
  /** How many of these were of a code that was given already: the one that is waited for now has waits and sends of its own. */
  readonly sendsBefore?: number
  readonly sentAt: number
  readonly channel: Channel
  readonly sentTo: string
  readonly tries: number
  readonly pinTries: number
  /** A try was given back: there were more than are counted. */
  readonly pinGivenBack?: boolean
  readonly startedAt: number
  readonly expiresAt: number
  /** Undefined for a decoy: the number leads to nobody. */
  readonly personId?: string
  readonly organisationId: string
  readonly epoch: number
  readonly numberIndex?: string
  readonly locale: string
  /** What has been proved in this login, in order: the token's `amr`. */
  readonly proved: readonly Proof[]
  readonly deviceId?: string
  /** The number or address on file, sealed for its person. Undefined for a decoy. */
  readonly sealed?: string
  /** ISO country of the number, for its price. */
  readonly country?: string
  readonly trustAsked: boolean
  /** Begun on a device the person has signed in on before: its failures are counted apart. */
  readonly known?: boolean
  /** Too many wrong codes for this number: this login asks for one by text message and one by e-mail. */
  readonly stepUp?: boolean
  /** The wrong codes in a row are nearly too many: this login was charged for all its tries when it began. */
  readonly rowCharged?: boolean
  /** There was a row of wrong codes when it began, which a right one ends. */
  readonly wrongBefore?: boolean
  /** Wrong PINs of late: the bucket is in use. */
  readonly pinInUse?: boolean
  /** The e-mail journey: when the device in use passed its second factor. */
  readonly twoFactorAt?: number
  /** The code comes by e-mail because the money for text messages is used up. */
  readonly smsSpent?: boolean
  /** Admins may draw on the reserve of the budget. */
  readonly mayUseReserve?: boolean
  /** A number entered because the profile has none: for this login only. */
  readonly number?: TypedNumber
  /** An address that a change waits to prove. */
  readonly address?: TypedAddress
  /** What the code that is on its way does the moment it is typed, by its name. Gone when another is sent. */
  readonly opens?: Readonly<Record<string, Opening>>
  /** Logins of this number that began not long before: a code of theirs is told apart from a wrong one. */
  readonly earlier?: readonly EarlierLogin[]
  /** Who typed a code last, and when. */
  readonly triedBy?: string
  readonly triedAt?: number
  readonly trail: readonly Footprint[]
}

export type EarlierLogin = Pick<Login, 'loginId' | 'seed'>

/** What the right code makes of a login in the very write that charges its try. Its footprints have the time of that write. */
export type Opening = {
  readonly to: LoginStep
  readonly proved: readonly Proof[]
  readonly trail: readonly Pick<Footprint, 'word'>[]
}

/** The text message's code leads to the PIN. `name`: what only this code of this login is called. */
export const openedBy = (name: string): Readonly<Record<string, Opening>> => ({
  [name]: { to: 'pin', proved: ['sms'], trail: [{ word: 'code_tried' }, { word: 'code_right' }] },
})

/** An e-mail address that somebody entered for their profile. */
export type TypedAddress = { readonly sealed: string; readonly sentTo: string; readonly index: string }

export type TypedNumber = {
  readonly sealed: string
  readonly sentTo: string
  readonly country: string
  readonly index: string
}

/** Whether the number on file and the mailbox on file are both to be proved. A number that was only typed asks for both by itself, in its own order. */
export const asksBoth = ({ stepUp, number }: Pick<Login, 'stepUp' | 'number'>): boolean =>
  stepUp === true && number === undefined

/** What the code of a login's present step is derived for. */
export const purposeOf = (login: Pick<Login, 'journey' | 'step' | 'stepUp' | 'number' | 'address'>): CodePurpose => {
  const { journey, step, address } = login
  if (journey === 'phone') return 'sign_in'
  if (journey === 'change') return address === undefined ? 'phone_change' : 'email_change'
  return step === 'email_code' && !asksBoth(login) ? 'phone_change' : 'two_factor'
}

/** Whether a PIN was tried in this login before the try that was just charged: only then a right one can have used it up. */
export const triedBefore = ({ pinTries, pinGivenBack }: Pick<Login, 'pinTries' | 'pinGivenBack'>): boolean =>
  pinTries > 1 || pinGivenBack === true

export type Proof = 'sms' | 'email' | 'device' | 'pin' | 'password'

/** One thing that happened in a login, for "why could X not get in?": a word and a time, nothing else. */
export type Footprint = { readonly at: number; readonly word: string }

/** The footprints of a login or reset as they were stored. Those that its code left when it opened it have the time of the last try. */
export const footprintsOf = (item: Readonly<Record<string, unknown>>): readonly Footprint[] =>
  Array.isArray(item.trail)
    ? item.trail.map(({ at = item.triedAt, word }) => ({ at: Number(at), word: String(word) }))
    : []
