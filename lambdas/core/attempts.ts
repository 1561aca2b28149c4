import type { Channel, Footprint, Login } from './login.ts'
import { channelOf, isCodeStep, messageNameOf, type Reset } from './reset.ts'

/** One attempt to sign in or to choose a new PIN or password, as its admin may see it. */
export type Attempt = {
  readonly attemptId: string
  readonly kind: 'login' | 'reset'
  readonly journey: string
  readonly startedAt: number
  readonly expiresAt: number
  readonly step: string
  readonly channel?: Channel
  readonly sentTo?: string
  /** What finds the line of its newest message; `about` where that is not the attempt's own id. */
  readonly about?: string
  readonly sends: number
  readonly sentAt: number
  readonly trail: readonly Footprint[]
}

/** A person's attempts of the last day or so, newest first: found by their number and address, so a wrong one shows up too. */
export type Attempts = {
  of(indexes: readonly string[], organisationId: string): Promise<readonly Attempt[]>
}

// A session begins before the login that it ends is written: by its own time it would stand between a try and what came of it.
const withEnd = (trail: readonly Footprint[], signedInAt: number): readonly Footprint[] => [
  ...trail,
  { at: Math.max(signedInAt, ...trail.map(({ at }) => at)), word: 'signed_in' },
]

/** `signedInAt`: when it became a session, which its trail does not say. */
export const attemptOfLogin = (login: Login, signedInAt: number | undefined): Attempt => ({
  attemptId: login.loginId,
  kind: 'login',
  journey: login.journey,
  startedAt: login.startedAt,
  expiresAt: login.expiresAt,
  step: login.step,
  ...(login.sends > 0 ? { channel: login.channel, sentTo: login.sentTo } : {}),
  sends: login.sends,
  sentAt: login.sentAt,
  trail: signedInAt === undefined ? login.trail : withEnd(login.trail, signedInAt),
})

export const attemptOfReset = (reset: Reset): Attempt => ({
  attemptId: reset.resetId,
  kind: 'reset',
  journey: `${reset.purpose}_reset`,
  startedAt: reset.startedAt,
  expiresAt: reset.expiresAt,
  step: reset.step,
  ...(isCodeStep(reset.step)
    ? { channel: channelOf(reset.step), sentTo: reset.sentTo, about: messageNameOf(reset, reset.step) }
    : {}),
  sends: isCodeStep(reset.step) ? reset.sends : 0,
  sentAt: reset.sentAt,
  trail: reset.trail,
})
