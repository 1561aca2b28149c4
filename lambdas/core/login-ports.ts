import type { Charged, NotCompared } from './charge.ts'
import type { EarlierLogin, Login, TypedNumber } from './login.ts'

/** What a login id is made of: which login, and the hash of the handle that came with it. */
export type LoginKey = { readonly login: string; readonly handle: string; readonly binding: string }

export type StartOutcome =
  | { readonly outcome: 'begun' }
  /** The same client, the same number, and the wait still runs. */
  | { readonly outcome: 'running'; readonly login: string }
  | { readonly outcome: 'limited'; readonly retryAt: number }
  /** Too many wrong codes for this number: only a login that asks for both codes may begin; and not even that, when it was one. */
  | { readonly outcome: 'step_up' }

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
  /** Gives the try back: nothing was compared, for the reason that `word` is. */
  refundPinTry(key: LoginKey, word: NotCompared): Promise<void>
  /** A PIN came after the right one: the login says from now on by itself that it is over. */
  markUsedUp(key: LoginKey): Promise<void>
  /**
   * Counts a further send, when its wait is over and one is left. `of` is the login as it was read: the send is of that step's code. `to` is where it goes when the channel changes; `insteadOf` names the send that
   * certainly did not go: then the other channel is free at once, and once.
   */
  resend(
    key: LoginKey,
    change: {
      readonly of: Pick<Login, 'step' | 'sendsBefore'>
      readonly channel: Login['channel']
      readonly to?: SendTo
      readonly insteadOf?: number
    },
  ): Promise<Charged<Login>>
  /**
   * Ends this handle; the code on its way opens the next one of the same client. Answers the login, however often it is left, where this handle gave
   * its code: what ends in a session may be under way.
   */
  leave(key: LoginKey): Promise<Login | undefined>
  /** Ends a login whose code was typed into a later one, if it still waits for a code of that seed: before anybody is told that it was one. */
  overtake(earlier: EarlierLogin): Promise<void>
  note(login: string, word: string): Promise<void>
  /** Remembers a wrong code against the number, over all logins: after comparing, before the answer. True once where no code of it opens anything any more: tell. */
  countWrongCode(
    login: Pick<Login, 'numberIndex' | 'known' | 'stepUp' | 'tries' | 'proved' | 'rowCharged'>,
  ): Promise<boolean>
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
