import type { Allowances } from './allowances.ts'
import type { Attempts } from './attempts.ts'
import type { Administration, Records } from './audit.ts'
import type { AuthEvent } from './auth-event.ts'
import type { Gate, Turn } from './breaker.ts'
import type { Pool } from './bucket.ts'
import type { CanaryPerson, PublicDoor } from './canary.ts'
import type { CodeView } from './delivery.ts'
import type { Budget } from './ledger.ts'
import type { Limits } from './limits.ts'
import type { Login, TypedNumber } from './login.ts'
import type { Members } from './members.ts'
import type { CodePurpose, MessageJob } from './message-job.ts'
import type { Organisation, Person, Pointer, Verifier } from './person.ts'
import type { Beat, Pulse } from './pulse.ts'
import type { Receipts } from './receipts.ts'
import type { ResetCallback, ResetFinish, Resets, ResetWaits, ResetWorkflow } from './reset-ports.ts'
import type { Mail, Sms } from './sending.ts'
import type { Device, Session } from './session.ts'
import type { Stage } from './stage.ts'
import type { TestNumber } from './test-number.ts'

/** What a login id is made of: which login, and the hash of the handle that came with it. */
export type LoginKey = { readonly login: string; readonly handle: string; readonly binding: string }

export type StartOutcome =
  | { readonly outcome: 'begun' }
  /** The same client, the same number, and the wait still runs. */
  | { readonly outcome: 'running'; readonly login: string }
  | { readonly outcome: 'limited'; readonly retryAt: number }
  /** Too many wrong codes for this number: only a login that asks for both codes may begin; and not even that, when it was one. */
  | { readonly outcome: 'step_up' }

/** Why a try was not charged, with what is stored, for the refusal that explains it. */
export type Charged<T> = { readonly charged: true; readonly it: T } | { readonly charged: false; readonly it?: T }

export type Logins = {
  /** Counts a start of this number, then stores the login: never one that was not counted. */
  begin(
    login: Login,
    key: LoginKey,
    start: { readonly client: string; readonly known: boolean; readonly evenIfRunning: boolean },
  ): Promise<StartOutcome>
  /** Stores a login that needs no count: a trusted device, or an e-mail login whose password was charged. */
  put(login: Login): Promise<void>
  /** Adds a handle to a login that still waits for its code. Undefined when it no longer does; `full` when nobody else may join it. */
  join(login: string, key: LoginKey): Promise<Login | 'full' | undefined>
  read(key: LoginKey): Promise<Login | undefined>
  /**
   * Charges one try of the code before anything is compared; five per login, never after its end or its code's. Where the login has an opening of
   * this name, the same write goes through it: then the code was right, for this handle alone, and once.
   */
  spendCodeTry(key: LoginKey, steps: readonly Login['step'][], typed: string): Promise<Charged<Login>>
  /** Gives the try back: the code was an earlier one, or nothing was compared. */
  refundCodeTry(key: LoginKey, word: string): Promise<void>
  /** The right code, once: moves the login on, for this handle alone. False when somebody else was first or the login ended. */
  passCode(key: LoginKey, change: LoginAdvance): Promise<boolean>
  spendPinTry(key: LoginKey): Promise<Charged<Login>>
  refundPinTry(key: LoginKey): Promise<void>
  /**
   * Counts a further send, when its wait is over and one is left. `to` is where it goes when the channel changes; `insteadOf` names the send that
   * certainly did not go: then the other channel is free at once, and once.
   */
  resend(
    key: LoginKey,
    change: { readonly channel: Login['channel']; readonly to?: SendTo; readonly insteadOf?: number },
  ): Promise<Charged<Login>>
  /** Ends this handle; the code on its way opens the next one of the same client. */
  leave(key: LoginKey): Promise<void>
  note(login: string, word: string): Promise<void>
  /** Remembers a wrong code against the number, over all logins: after comparing, before the answer. */
  countWrongCode(
    login: Pick<Login, 'numberIndex' | 'known' | 'stepUp' | 'tries' | 'proved' | 'rowCharged'>,
  ): Promise<void>
  /** All codes of a login or reset were right: the wrong ones of this number or address are no longer in a row. */
  endRow(numberIndex: string): Promise<void>
  /** The text message's code was right in a login that asks for both: the other code goes to the mailbox. Undefined as for `passCode`. */
  askMailbox(
    key: LoginKey,
    send: number,
    next: { readonly seed: string } & Omit<SendTo, 'country' | 'sealed'> & { readonly sealed?: string },
  ): Promise<Login | undefined>
  /** An admin unlocked the person: the wrong codes of their number are forgotten. */
  forgiveCodes(numberIndex: string): Promise<void>
}

/** Where a login's codes go from now on. `sentTo` is what its page may show. */
export type SendTo = Required<Pick<Login, 'sealed' | 'sentTo'>> & Pick<Login, 'country'>

export type LoginAdvance = {
  readonly from: Login['step']
  readonly to: Login['step']
  readonly send: number
  readonly proved: readonly Login['proved'][number][]
  readonly channel?: Login['channel']
  readonly trustAsked?: boolean
}

/** What the e-mail journey does beside, for somebody whose profile has no number. */
export type LoginNumbers = {
  /** Counts a start of the number and moves the login on to the code by e-mail, together or not at all. */
  enter(
    key: LoginKey,
    number: TypedNumber,
    mailbox: SendTo,
  ): Promise<{ readonly outcome: 'entered' | 'closed' } | { readonly outcome: 'limited'; readonly retryAt: number }>
  /** The mailbox is proved, once: the login goes on to the code for the number, with a seed of its own. */
  mailboxProved(key: LoginKey, send: number, next: TypedNumber & { readonly seed: string }): Promise<Login | undefined>
}

export type Sources = {
  /** Counts a start from this address's network. False when the hour's number is used up. */
  charge(source: string): Promise<boolean>
}

export type Lookup = {
  /** A keyed hash of a canonical number: the same for every spelling, useless without the key. */
  phone(e164: string): string
  email(normal: string): string
  source(address: string): string
}

export type Contacts = {
  /** Encrypts a number or address for one person; the ciphertext opens for nobody else. */
  seal(plain: string, personId: string): string
  unseal(sealed: string, personId: string): string
}

export type Codes = {
  /** What the codes of one login or reset are derived from; names the pepper it was made for. */
  newSeed(): string
  /**
   * The codes of every send so far, oldest first; none when the pepper is gone. Derived, never stored. Of a test number always the same one, and
   * none where its key is missing.
   */
  of(
    wait: {
      readonly about: string
      readonly purpose: CodePurpose
      readonly seed: string
      readonly channel: string
      readonly testNumber?: TestNumber
    },
    sends: number,
  ): Promise<readonly string[]>
  /** What only this code of this login is called. A name tells nobody the code who has not got the pepper. */
  nameOf(about: string, code: string): string
  /** Constant time. */
  same(a: string, b: string): boolean
}

export type Directory = {
  byPhone(index: string): Promise<Pointer | undefined>
  byEmail(index: string): Promise<Pointer | undefined>
}

export type Factor = 'pin' | 'password'

/** Which bucket a try is charged to. `used`: it is likely to have been charged before, which saves a request when true. */
export type Charge = { readonly pool: Pool; readonly used: boolean }

export type People = {
  read(personId: string): Promise<Person | undefined>
  /** Charges a try of the PIN or password before it is compared, when its waits and its end allow one. */
  spendTry(personId: string, epoch: number, factor: Factor, from: Charge): Promise<Charged<Person>>
  /** Gives the try back: it is certain that nothing was compared, or that it was right. Once, however often the write is repeated. */
  refundTry(personId: string, factor: Factor, pool?: Pool): Promise<void>
  /** Charges a code that is to prove a number or an address as this person's, over all their changes, before it is compared. `used`: as for a charge. */
  spendChangeTry(personId: string, epoch: number, used: boolean): Promise<Charged<Person>>
  /** Gives that back, once: it was right, an earlier one, or not compared. */
  refundChangeTry(personId: string): Promise<void>
  /** The same waits, buckets and ends for a number that leads to nobody. */
  spendDecoyTry(index: string, factor: Factor, from: Charge): Promise<Charged<Person>>
}

export type Roster = {
  create(person: Person): Promise<boolean>
  createOrganisation(organisation: Organisation): Promise<void>
  /**
   * Writes all that differs, with the pointers, in one transaction. False when the person's epochs moved meanwhile or a number or address
   * belongs to somebody else: then nothing is written. `kept` is the one session that lives on under the new epoch.
   */
  change(before: Person, after: Person, kept?: { readonly sessionId: string }): Promise<boolean>
}

export type Organisations = { read(organisationId: string): Promise<Organisation | undefined> }

/** Checks; cannot make. Exactly one slow hash and one call, for nobody as for somebody. */
export type PinCheck = {
  /** False for what was made with a key that has been exchanged since: nothing is right for it any more, and a reset mends it. */
  canCheck(verifier: Verifier): boolean
  verify(
    secret: string,
    owner: {
      readonly organisationId: string
      readonly personId: string
      readonly secretEpoch: number
      readonly factor: Factor
    },
    verifier: Verifier | undefined,
  ): Promise<boolean>
}

/** Makes; its role cannot check more than it has to. */
export type PinSeal = {
  make(
    secret: string,
    owner: {
      readonly organisationId: string
      readonly personId: string
      readonly secretEpoch: number
      readonly factor: Factor
    },
  ): Promise<Verifier>
}

export type Claims = Readonly<Record<string, unknown>>
export type Signer = { sign(claims: Claims): Promise<string> }
export type PublicKey = { jwks(): Promise<{ readonly keys: readonly Readonly<Record<string, unknown>>[] }> }
export type Tokens = {
  /** Undefined for anything that is not an access token of ours, now. */
  read(token: string): Promise<Claims | undefined>
}

export type Trust = {
  /** The device, its person and its organisation in one strongly consistent request. */
  facts(token: DeviceToken): Promise<TrustFacts>
  /** Counts a wrong PIN against the device; at the limit its trust ends. */
  failed(personId: string, deviceId: string): Promise<void>
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
  /** Keeps a device that a session has just begun on. */
  remember(device: Device): Promise<void>
  facts(personId: string, sessionId: string, organisationId: string): Promise<SessionFacts>
  /** Replaces the secret, if nothing changed since the facts were read. */
  rotate(session: Session, next: { readonly secretHash: string; readonly idleUntil: number }): Promise<boolean>
  end(personId: string, sessionId: string): Promise<boolean>
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
  /** The bucket that this very call charged for the secret that was right: given back. */
  readonly charged?: Pool
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

/** Secrets of refresh and device tokens: derived from a key, so that a lost answer can be given again. */
export type TokenSecrets = {
  refresh(sessionId: string, generation: number): string
}

export type PhoneNumber = { readonly e164: string; readonly country: string }
export type Numbers = {
  /** The mobile number that any usual spelling means, or undefined for what is none. */
  read(text: string, defaultCountry: string): PhoneNumber | undefined
  /** Whether this is the ISO code of a country whose numbers can be read: `UK` is none. */
  knows(country: string): boolean
}

/** One mutating call as it may come again: its key, whose it is and where it goes, and all it says. */
export type KeyedCall = { readonly key: string; readonly scope: string; readonly request: string }
export type Claimed =
  | { readonly outcome: 'first'; readonly claim: string }
  | { readonly outcome: 'answered'; readonly answer: string }
  /** Still at work, used for another request, or answered with what is not kept any longer. */
  | { readonly outcome: 'running' | 'other' | 'gone' }

export type Idempotency = {
  /** The first to come may go on; everybody else learns what became of it. */
  claim(call: KeyedCall): Promise<Claimed>
  keep(call: KeyedCall, claim: string, answer: string, forMs: number): Promise<void>
  /** Nothing was decided: the same call may be tried again. */
  release(call: KeyedCall, claim: string): Promise<void>
}

export type Messages = {
  /** Hands a message to the sending function and returns at once. Never throws away silently: an error here is an error. */
  dispatch(job: MessageJob): Promise<void>
}

export type Sender = {
  /** Has a message sent and waits until that was tried; how it went stands in its delivery. */
  send(job: MessageJob): Promise<void>
}

export type Deliveries = {
  /**
   * How far the newest message of a login or reset has come. That it was delivered is told to who has proved something already: whoever only
   * typed a number would learn that there is a phone behind it.
   */
  of(
    login: Pick<Login, 'loginId' | 'organisationId' | 'sends' | 'sentAt' | 'startedAt'>,
    asks?: 'stranger' | 'proved',
  ): Promise<CodeView>
}

export type Purse = {
  /** Whether a text message could be paid for now. The sender decides for good, when it reserves the price. */
  judge(
    organisationId: string,
    country: string,
    mayUseReserve: boolean,
  ): Promise<'pay' | 'sms_budget_spent' | 'country_not_allowed'>
}

export type Events = {
  /** Says them on the bus, in their order. Throws unless every one was taken: then all may be said again. */
  publish(events: readonly AuthEvent[]): Promise<void>
}

export type Breaker = {
  /** Adds to an organisation's pulse, each write once however often it is told. */
  count(organisationId: string, beats: readonly Beat[]): Promise<Pulse>
  gate(organisationId: string): Promise<Gate>
  /** Pauses or resumes, and says so, if the gate still stands as it was judged: never over what an admin did meanwhile. */
  turn(organisationId: string, judged: Gate, verdict: Turn): Promise<void>
}

export type CommonPasswords = {
  /** Whether a folded password, or the stem of one, is among those guessed first. Says yes by mistake for one in a thousand. */
  isCommon(folded: string): boolean
}

/** Everything a step may ask for. A step gets what its contract names under `needs`, and the first four. */
export type Ports = {
  readonly clock: { now(): number }
  readonly chance: { id(): string; secret(): string }
  readonly limits: Limits
  readonly stage: Stage
  readonly logins: Logins
  readonly sources: Sources
  readonly lookup: Lookup
  readonly contacts: Contacts
  readonly codes: Codes
  readonly directory: Directory
  readonly people: People
  readonly roster: Roster
  readonly organisations: Organisations
  readonly pinCheck: PinCheck
  readonly pinSeal: PinSeal
  readonly signer: Signer
  readonly publicKey: PublicKey
  readonly tokens: Tokens
  readonly trust: Trust
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly tokenSecrets: TokenSecrets
  readonly numbers: Numbers
  readonly idempotency: Idempotency
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly budget: Budget
  readonly purse: Purse
  readonly administration: Administration
  readonly records: Records
  readonly attempts: Attempts
  readonly allowances: Allowances
  readonly receipts: Receipts
  readonly loginNumbers: LoginNumbers
  readonly members: Members
  readonly sms: Sms
  readonly mail: Mail
  readonly commonPasswords: CommonPasswords
  readonly sender: Sender
  readonly resets: Resets
  readonly resetWaits: ResetWaits
  readonly resetFinish: ResetFinish
  readonly resetCallback: ResetCallback
  readonly pinResetWorkflow: ResetWorkflow
  readonly passwordResetWorkflow: ResetWorkflow
  readonly events: Events
  readonly breaker: Breaker
  readonly canaryPerson: CanaryPerson
  readonly publicDoor: PublicDoor
}
