import type { Bucket } from './bucket.ts'
import { DAY, HOUR, MINUTE, SECOND } from './time.ts'

/** A sliding window: at most `most` within `withinMs`. */
export type Window = { readonly most: number; readonly withinMs: number }

/** Every figure that bounds guessing and spending, with its unit in its name. A stage may override any of them. */
export const LIMITS = {
  loginLifeMs: 10 * MINUTE,
  smsCodeLifeMs: 5 * MINUTE,
  emailCodeLifeMs: 15 * MINUTE,
  codeTriesPerLogin: 5,
  /** The wait after the first send, after the first resend, and so on. */
  resendWaitsMs: [30 * SECOND, 60 * SECOND, 120 * SECOND],
  startsPerNumber: [
    { most: 3, withinMs: 15 * MINUTE },
    { most: 5, withinMs: HOUR },
    { most: 10, withinMs: DAY },
    { most: 60, withinMs: 30 * DAY },
  ],
  startsPerSourceAndHour: 200,
  /** Text messages of one organisation to one country: at once, and one more for every `refillMs`. Of strangers, and of people who proved something before. */
  smsPerCountry: { most: 500, refillMs: 5 * SECOND },
  smsPerCountryOfKnown: { most: 2_000, refillMs: SECOND },
  /** Text messages of one organisation's strangers to ten thousand neighbouring numbers. */
  smsPerBlockAndHour: 60,
  /**
   * The breaker: strangers are sent nothing for a while when, of logins and resets begun in a window that ended a few minutes ago, too few codes were
   * given or too many were wrong. A login counts once, however often it asks. Fewer than `breakerLogins`, or than so many times the usual, say nothing.
   */
  breakerWindowMs: 10 * MINUTE,
  /** A code that was sent less than this ago may still be given. */
  breakerPatienceMs: 3 * MINUTE,
  breakerLogins: 50,
  breakerTimesUsual: 5,
  breakerLeastGivenPercent: 20,
  /** Of logins in which a code was typed: more than so many in a hundred never saw the right one. Fewer than `breakerTypedLogins` say nothing. */
  breakerMostWrongPercent: 50,
  breakerTypedLogins: 40,
  /** The first pause; the next one within the hour after lasts twice as long, and so on up to the longest. */
  breakerPauseMs: 10 * MINUTE,
  breakerLongestPauseMs: HOUR,
  /** After a pause: for how long strangers are sent messages by this bucket alone, and how many logins of it are judged. */
  breakerTrialMs: 15 * MINUTE,
  breakerTrial: { most: 10, refillMs: 30 * SECOND },
  breakerTrialLogins: 10,
  /** Each step of a reset: long enough for a letter to arrive, and the life of the proof before it. A first code by e-mail is waited for as long as it lives. */
  resetStepLifeMs: 10 * MINUTE,
  /** New PINs or passwords that one reset may try: a refused one does not cost the proofs. */
  newSecretTriesPerReset: 10,
  /** After a number or an address was changed: how long a forgotten PIN or password cannot be set anew. Its owner hears of the change meanwhile. */
  resetCoolingMs: DAY,
  /** After both were, within this time of each other: whoever did it needs nobody's old number or address. */
  resetCoolingOfBothMs: 3 * DAY,
  pinTriesPerLogin: 5,
  pinFailuresUntilDisabled: 10,
  /** Wrong codes of one number, over all logins and resets. Empty: a code by text message and one by e-mail, never a lock-out. */
  codeBucket: { most: 15, refillMs: 5 * DAY },
  codeBucketOfKnown: { most: 15, refillMs: 5 * DAY },
  /**
   * Wrong codes in logins that ask for both, of whoever proved something before: the password, or the first code. Empty: an admin or time. Who proved
   * nothing cannot use it up.
   */
  stepUpBucket: { most: 15, refillMs: 5 * DAY },
  /**
   * Wrong codes of one number in a row, over all logins and resets, before its codes open nothing any more: of strangers, and of known devices or
   * whoever proved the password. Together NIST's hundred, in two parts: strangers never end the owner's own devices.
   */
  codeFailuresUntilDisabled: 70,
  codeFailuresUntilDisabledOfKnown: 30,
  /** Wrong passwords in a row before it ends for whoever is not on a known device: as many as the bucket holds. */
  passwordFailuresUntilDisabled: 20,
  /** Wrong passwords in a row, all of them, before it ends on known devices, too. */
  passwordFailuresUntilDisabledOfKnown: 100,
  /** Wrong PINs of one person, not forgiven by a right one. Empty: the PIN is set anew, by both channels. */
  pinBucket: { most: 10, refillMs: 10 * DAY },
  pinBucketOfKnown: { most: 20, refillMs: 3 * DAY },
  passwordBucket: { most: 20, refillMs: 5 * DAY },
  passwordBucketOfKnown: { most: 20, refillMs: DAY },
  /** From the third wrong PIN in a row: the wait before the next try is compared. */
  pinWaitsMs: [30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR],
  pinFailuresBeforeWaits: 3,
  deviceFailuresUntilUntrusted: 5,
  /** What one admin may send to people of their organisation: invitations, corrections of a number or address, requests to choose a new PIN. */
  invitationsPerAdmin: { most: 100, refillMs: 3 * MINUTE },
  correctionsPerAdmin: { most: 20, refillMs: 15 * MINUTE },
  resetsAskedPerAdmin: { most: 20, refillMs: 15 * MINUTE },
  /** All of these together, by whoever of its admins. */
  errandsPerOrganisation: { most: 300, refillMs: MINUTE },
  /** All of these together, to one number or address. */
  errandsPerReceiver: { most: 5, refillMs: 6 * HOUR },
  /** Numbers and addresses that turn out to be somebody's, perhaps elsewhere: who tries many wants to know whose account there is. */
  takenPerOrganisation: { most: 10, refillMs: 144 * MINUTE },
  /** New numbers and addresses of one's own that a code is sent to. */
  changesPerPerson: { most: 5, refillMs: 2 * HOUR },
  /** Wrong codes of one person for new numbers and addresses, over all their changes. Empty: no change, until time or an admin. */
  changeCodeBucket: { most: 15, refillMs: 5 * DAY },
  /** Wrong codes of a text message in one person's resets whose mailbox was proved first. Empty: none goes on from there, until time or an admin. */
  resetCodeBucket: { most: 15, refillMs: 5 * DAY },
  trustLifeMs: 30 * DAY,
  /** How long a second factor passed on a device counts for one organisation. Absolute. */
  twoFactorLifeMs: 30 * DAY,
  knownDeviceLifeMs: 90 * DAY,
  accessTokenLifeSeconds: 900,
  sessionLifeMs: 30 * DAY,
  sessionIdleMs: 7 * DAY,
  refreshGraceMs: 20 * SECOND,
} as const satisfies Readonly<Record<string, number | Bucket | readonly number[] | readonly Window[]>>

export type Limits = {
  readonly [K in keyof typeof LIMITS]: (typeof LIMITS)[K] extends number
    ? number
    : (typeof LIMITS)[K] extends Bucket
      ? Bucket
      : (typeof LIMITS)[K] extends readonly number[]
        ? readonly number[]
        : readonly Window[]
}

/** The figures a stage runs with: the defaults, with what the stage says instead. */
export const limitsOf = (overrides: Partial<Limits>): Limits => ({ ...LIMITS, ...overrides })
