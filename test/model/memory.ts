/** A login as those remember it who saw what was typed into it and what was answered. */
export type Attempt = {
  readonly id: string
  readonly personId: string | undefined
  readonly begunAt: number
  /** The device that stood in for the code. */
  readonly device: Device | undefined
  codesPassed: number
  rightPinGiven: boolean
  sessions: number
  compared: number
  refunded: number
}

/** The id that a client was given for a login. `left`: they went back, and were told so. */
export type Handle = { readonly id: string; readonly attempt: Attempt; left: boolean }

/** A session by what was told of it. `over`: its end was told. `doubtful`: something was asked that may have ended it. */
export type Family = {
  readonly sessionId: string
  readonly personId: string
  readonly begunAt: number
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
  readonly begunAt: number
  /** Trust was asked for, in a login in which a code was right. */
  readonly trusted: boolean
  /** In a row, as far as it was told. */
  wrongPins: number
  over: boolean
  doubtful: boolean
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
    pins: { compared: 0, right: 0 },
    /** PINs set anew, which is when their failures are forgiven. */
    resets: 0,
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

/** One of those there are, by any number; from the newest back by those below nothing. */
export const pick = <T>(from: readonly T[], n: number): T | undefined => (n < 0 ? from.at(n) : from[n % from.length])
