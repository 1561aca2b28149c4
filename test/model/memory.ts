import type { Gate } from '#core/breaker'
import type { MessageJob } from '#core/message-job'
import type { Belongings } from './belongings.ts'
import { newRules } from './rules.ts'

export type Channel = 'sms' | 'email'

/** A login as those remember it who saw what was typed into it and what was answered. */
export type Attempt = {
  readonly id: string
  readonly journey: 'phone' | 'email'
  readonly personId: string | undefined
  readonly begunAt: number
  /** The device that stood in for the code. */
  readonly device: Device | undefined
  /** Whose wrong codes its own count among, and of which number; undefined where that cannot be known. */
  readonly pool: 'known' | 'unknown' | undefined
  readonly countedAt: string | undefined
  /** Begun after too many wrong codes: the number and the mailbox are both to be proved. */
  readonly asksBoth: boolean
  /** There is no number on file, and one was asked for. */
  readonly asksNumber: boolean
  numberTyped: boolean
  /** Somebody asked for the code to come by e-mail. */
  mailAsked: boolean
  /** Right codes in the order in which they were typed, whatever was answered; and those that were told to have passed. */
  readonly given: Channel[]
  readonly passed: Channel[]
  /** Somebody typed a code. */
  typed: boolean
  rightPinGiven: boolean
  sessions: number
  compared: number
  refunded: number
  /** Something was told to have happened that ends whatever began before. */
  dead: boolean
}

/** The id that a client was given for a login. `left`: they went back, and were told so. */
export type Handle = { readonly id: string; readonly attempt: Attempt; left: boolean }

/** A session by what was told of it. `over`: its end was told. `doubtful`: something was asked that may have ended it. */
export type Family = {
  readonly sessionId: string
  readonly personId: string
  readonly begunAt: number
  /** When the second factor of its sign-in was given, if one was. */
  readonly secondFactorAt: number | undefined
  /** Each generation's refresh token, and when it was first told. */
  readonly tokens: string[]
  readonly toldAt: number[]
  access: { readonly token: string; readonly until: number }
  over: boolean
  doubtful: boolean
}

export type Device = {
  readonly token: string
  readonly deviceId: string
  readonly personId: string
  readonly journey: 'phone' | 'email'
  readonly begunAt: number
  /** Trust was asked for, in a login in which a code was right. */
  readonly trusted: boolean
  /** In a row, as far as it was told. */
  wrongPins: number
  /** The organisation forbade trust since. */
  untrusted: boolean
  /** It was taken off the list. */
  removed: boolean
  over: boolean
  doubtful: boolean
}

/** A number that somebody entered for their profile, in a session of theirs. */
export type Change = {
  readonly id: string
  readonly personId: string
  readonly sessionId: string
  readonly phone: string
  used: boolean
}

/** A forgotten password on its way to a new one, by what was typed and told. */
export type Reset = {
  readonly id: string
  readonly personId: string | undefined
  readonly begunAt: number
  readonly given: Channel[]
  readonly passed: Channel[]
  dead: boolean
  left: boolean
  used: boolean
}

/** What is remembered of a play. What an answer says holds from the next batch on: in its own, others may have been there before it. */
export const newMemory = (begunAt: number) => {
  const facts: (() => void)[] = []
  const last: (() => void)[] = []
  return {
    begunAt,
    /** The furthest that the clock has been. */
    latest: begunAt,
    attempts: new Map<string, Attempt>(),
    handles: [] as Handle[],
    families: [] as Family[],
    devices: [] as Device[],
    /** Wrong secrets that were compared, by whose they are and which. */
    wrongSecrets: new Map<string, number>(),
    /** Times that somebody gave the right password, by whose it is. */
    passwordsGiven: new Map<string, number>(),
    /** Times that the failures of somebody's secret were forgiven. */
    forgiven: new Map<string, number>(),
    /** By person and pool: when the bucket of wrong codes is full again, as far as they were told. */
    wrongCodes: new Map<string, number>(),
    resets: [] as Reset[],
    changes: [] as Change[],
    /** By person: when a new number was told to be theirs. */
    phoneChangedAt: new Map<string, number>(),
    /** Numbers that somebody asked to have proved, whatever was answered. */
    phonesEntered: new Set<string>(),
    belongings: new Map() as Belongings,
    rules: newRules(),
    /** As it stood before the batch; what is done to it in the batch. */
    gate: {} as Gate,
    gateMoves: false,
    judged: false,
    lifted: false,
    delivered: new Set<MessageJob>(),
    /** The operator made the limit lower than it was: less than nothing may be left. */
    lowered: false,
    /** Codes that were sent to strangers, by their logins. */
    toStrangers: [] as { readonly about: string; readonly askedAt: number; readonly sentAt: number }[],
    /** Of the batch being played: nothing goes wrong; and it is one act alone. */
    calm: false,
    undisturbed: false,
    from: (fact: () => void): void => void facts.push(fact),
    /** Holds in spite of whatever else was told in the batch. */
    lastly: (fact: () => void): void => void last.push(fact),
    settle: (): void => {
      for (const fact of [...facts.splice(0), ...last.splice(0)]) fact()
    },
  }
}

export type Memory = ReturnType<typeof newMemory>

export const countUp = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1)

/** One of those there are, by any number; from the newest back by those below nothing. */
export const pick = <T>(from: readonly T[], n: number): T | undefined => (n < 0 ? from.at(n) : from[n % from.length])
