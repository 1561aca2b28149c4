import type { Refusal } from './refusal.ts'

/** What the canary does, in order; `stay_out` is the promise that an ended session opens nothing. */
export type CanaryStep = 'start' | 'code' | 'pin' | 'me' | 'refresh' | 'sign_out' | 'stay_out'

/** Why it went no further: a word of ours, a status that was none of ours, or what was missing before anything was asked. */
export type CanaryTrouble =
  | Refusal
  | `status_${number}`
  | 'no_answer'
  | 'not_what_was_promised'
  | 'no_pin'
  | 'number_ended'

/** Stops a run. Its name says where and why and may be logged; it holds nothing that a door said beside its word. */
export class CanaryStopped extends Error {
  constructor(at: CanaryStep, trouble: CanaryTrouble) {
    super(trouble)
    this.name = `canary_stopped_at_${at}: ${trouble}`
  }
}

export type CanaryPerson = {
  /** Read anew each time, so that a new PIN counts from the next run. Throws a `CanaryStopped` while there is none, or the number's end has come. */
  credentials(): Promise<{ readonly phone: string; readonly code: string; readonly pin: string }>
}

export type Knock = {
  readonly at: CanaryStep
  /** `POST /login/phone` */
  readonly route: string
  readonly body?: Readonly<Record<string, string>>
  readonly token?: string
}

export type PublicDoor = {
  /** Asks as an app does, where people do, and answers what it is told; throws a `CanaryStopped` for anything but a yes. */
  ask(knock: Knock): Promise<Readonly<Record<string, unknown>>>
  /** Asks for what has to be refused with this word. */
  isRefused(knock: Knock, word: Refusal): Promise<void>
}
