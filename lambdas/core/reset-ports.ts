import type { Charged } from './charge.ts'
import type { LoginKey, StartOutcome } from './login-ports.ts'
import type { Person } from './person.ts'
import type { CodeStep, Reset, ResetEnd, ResetPurpose, WaitStep } from './reset.ts'

/** Which reset and of what, the hash of the handle that came with it, and the client it belongs to: read like a login's id. */
export type ResetKey = LoginKey & { readonly purpose: ResetPurpose }

/** Whether this client may go on with it: its own, of this purpose, and no other handle gave the first right code. */
export const isTheirs = (reset: Reset, key: ResetKey): boolean =>
  reset.purpose === key.purpose &&
  reset.handles[key.handle] === key.binding &&
  (reset.passedBy ?? key.handle) === key.handle

/** What a passed step hands to the next one. */
export type ResetAdvance = {
  readonly from: CodeStep
  readonly to: WaitStep
  /** The send whose code was right: a newer one on its way makes it an earlier code. */
  readonly send: number
  readonly sentTo: string
  readonly sealed?: string
  readonly country?: string
}

/** The resets as the person's calls see them. */
export type Resets = {
  /** Counts a start for this number or address and stores the reset, together or not at all. */
  begin(
    reset: Reset,
    key: ResetKey,
    start: { readonly client: string; readonly evenIfRunning: boolean },
  ): Promise<StartOutcome>
  /** Adds a handle to a reset that still waits for its first code. Undefined when it no longer does; `full` when nobody else may join it. */
  join(resetId: string, key: ResetKey): Promise<Reset | 'full' | undefined>
  /** This client's reset, also when it is over; undefined when its time has passed. */
  read(key: ResetKey): Promise<Reset | undefined>
  /** Charges one try of the step before anything is compared; never after its end. */
  spendTry(key: ResetKey, step: WaitStep): Promise<Charged<Reset>>
  /** Gives the try back: the code was an earlier one, or nothing was compared. */
  refundTry(key: ResetKey, step: WaitStep, word: string): Promise<void>
  note(key: ResetKey, word: string): Promise<void>
  /** Remembers a wrong code against the number, in the bucket that its sign-ins ask. True as for a login's. */
  countWrongCode(key: ResetKey, reset: Pick<Reset, 'numberIndex' | 'tries' | 'rowCharged'>): Promise<boolean>
  /** As of a login, for the number and the address that were both proved. */
  endRow(numberIndex: string): Promise<void>
  /** The right code, once: moves the reset on, for this handle alone. Undefined when somebody else was first or it ended. */
  pass(key: ResetKey, change: ResetAdvance): Promise<Reset | undefined>
  /** Counts a further send, when its wait is over and one is left. */
  resend(key: ResetKey): Promise<Charged<Reset>>
  /**
   * Takes this client's way to a reset away, while nobody proved anything. The reset stays: it holds the wait between messages, and the code on its way
   * opens the next one of the same client. False once somebody did.
   */
  leave(key: ResetKey): Promise<boolean>
  /** Ends a reset that still waits. Undefined when it did not. */
  end(key: ResetKey, end: ResetEnd, word: string): Promise<Reset | undefined>
}

/** The resets as the workflow sees them: it waits and sends, and closes what nobody finished. */
export type ResetWaits = {
  find(resetId: string): Promise<Reset | undefined>
  /** Remembers how to tell the workflow, while the reset waits in this step. */
  listen(resetId: string, step: WaitStep, token: string): Promise<Charged<Reset>>
  /** Makes the next try to send this code a message of its own: the one before certainly did not go. */
  sendAnew(reset: Reset): Promise<void>
  /** Closes the reset if it still stands as it was read; answers how it stands now. `unsent`: why its message did not go. */
  close(reset: Reset, end: ResetEnd, unsent?: Pick<Reset, 'unsent' | 'heldUntil'>): Promise<Reset>
}

/** The commit of a reset. */
export type ResetFinish = {
  /** The new secret, the person's new epoch and the reset's end: all of it or nothing. */
  finish(key: ResetKey, step: WaitStep, before: Person, after: Person): Promise<boolean>
}

/** `late`: the workflow no longer waits for this. `lost`: nobody knows whether it heard. Neither changes a decision. */
export type Told = 'told' | 'late' | 'lost'

/** The way back to the workflow that waits. Never throws: what it does not hear, it finds by itself. */
export type ResetCallback = {
  answered(token: string | undefined): Promise<Told>
  over(token: string | undefined): Promise<Told>
}

/** Starts the workflow, named by the reset: the same reset twice is one run. */
export type ResetWorkflow = { start(resetId: string): Promise<void> }
