import type { Limits } from './limits.ts'
import type { Beat, Pulse } from './pulse.ts'
import { HOUR, MINUTE } from './time.ts'

/** Why strangers are paused: hardly any of their codes was ever given, or most that were typed were wrong. */
export const pauseReasons = ['never_given', 'wrong_codes'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** How far an organisation's way to strangers is open. Lies beside its money, where every message passes. */
export type Gate = {
  /** Strangers are sent no text message before this. */
  readonly pausedUntil?: number
  readonly pausedAt?: number
  readonly pausedFor?: PauseReason
  /** Which pause in a row it is. */
  readonly pauses?: number
  /** From the pause until this they are sent a few, to see. */
  readonly trialUntil?: number
  /** The bucket of those few: when it is full again. */
  readonly trialFullAt?: number
  /** When an admin last lifted a pause: nothing from before counts. */
  readonly liftedAt?: number
}

/** What was counted in the minutes that were judged. */
export type Counted = { readonly sent: number; readonly given: number; readonly wrong: number }

export type Verdict =
  | { readonly verdict: 'well' }
  | { readonly verdict: 'pause'; readonly why: PauseReason; readonly counted: Counted; readonly pause: Required<Pause> }
  /** The few messages of a trial were used as they should be: everybody is sent theirs again. */
  | { readonly verdict: 'resume'; readonly counted: Counted }

/** A verdict that changes something. */
export type Turn = Exclude<Verdict, { readonly verdict: 'well' }>

export type Pause = Pick<Gate, 'pausedAt' | 'pausedUntil' | 'trialUntil' | 'pauses'>

export const standingOf = (gate: Gate, now: number): 'open' | 'paused' | 'trial' => {
  if ((gate.pausedUntil ?? 0) > now) return 'paused'
  return (gate.trialUntil ?? 0) > now ? 'trial' : 'open'
}

/** Minutes that are whole, old enough for their codes to have been given, and begun since the last pause ended or was lifted. */
const judged = (pulse: Pulse, gate: Gate, now: number, limits: Limits): Counted => {
  const until = now - limits.breakerPatienceMs
  const from = Math.max(until - limits.breakerWindowMs, gate.pausedUntil ?? 0, gate.liftedAt ?? 0)
  const counted = { sent: 0, given: 0, wrong: 0 }
  for (const [minute, beat] of Object.entries(pulse.minutes)) {
    const at = Number(minute) * MINUTE
    if (at < from || at + MINUTE > until) continue
    counted.sent += beat.sent
    counted.given += beat.given
    counted.wrong += beat.wrong
  }
  return counted
}

/** What is wrong with these figures, once there are enough of them to say. */
const reasonIn = (
  { sent, given, wrong }: Counted,
  enough: { readonly sent: number; readonly typed: number },
  limits: Limits,
): PauseReason | undefined => {
  if (sent >= enough.sent && given * 100 < sent * limits.breakerLeastGivenPercent) return 'never_given'
  const typed = given + wrong
  return typed >= enough.typed && wrong * 100 > typed * limits.breakerMostWrongPercent ? 'wrong_codes' : undefined
}

const pauseAfter = (gate: Gate, now: number, limits: Limits): Required<Pause> => {
  const inARow = gate.trialUntil !== undefined && now < gate.trialUntil + HOUR
  const pauses = inARow ? (gate.pauses ?? 0) + 1 : 1
  const lasts = Math.min(limits.breakerPauseMs * 2 ** (pauses - 1), limits.breakerLongestPauseMs)
  return { pauses, pausedAt: now, pausedUntil: now + lasts, trialUntil: now + lasts + limits.breakerTrialMs }
}

/** Whether strangers are to be paused, or a trial ends well. During a pause nothing is judged: it ends by the clock, or by an admin. */
export const judgePulse = (pulse: Pulse, gate: Gate, now: number, limits: Limits): Verdict => {
  const standing = standingOf(gate, now)
  if (standing === 'paused') return { verdict: 'well' }
  const counted = judged(pulse, gate, now, limits)
  const few = limits.breakerTrialLogins
  const enough =
    standing === 'trial'
      ? { sent: few, typed: few }
      : {
          sent: Math.max(limits.breakerLogins, limits.breakerTimesUsual * pulse.usual),
          typed: limits.breakerTypedLogins,
        }
  const why = reasonIn(counted, enough, limits)
  if (why !== undefined) return { verdict: 'pause', why, counted, pause: pauseAfter(gate, now, limits) }
  return standing === 'trial' && counted.sent >= few ? { verdict: 'resume', counted } : { verdict: 'well' }
}

export type Breaker = {
  /** Adds to an organisation's pulse, each write once however often it is told. */
  count(organisationId: string, beats: readonly Beat[]): Promise<Pulse>
  gate(organisationId: string): Promise<Gate>
  /** Pauses or resumes, and says so, if the gate still stands as it was judged: never over what an admin did meanwhile. */
  turn(organisationId: string, judged: Gate, verdict: Turn): Promise<void>
}
