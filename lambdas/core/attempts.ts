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

/**
 * The trail with the sign-in in its place. A session begins before the login that it ends is written: by its own time it would stand between a try and
 * what came of it. What somebody did with the login afterwards stands behind it.
 */
const withSignIn = (trail: readonly Footprint[], signedInAt: number): readonly Footprint[] => {
  let last = trail.findLastIndex(({ at }) => at <= signedInAt)
  while (trail[last + 1]?.word.endsWith('_right')) last++
  const at = Math.max(signedInAt, trail[last]?.at ?? 0)
  return [...trail.slice(0, last + 1), { at, word: 'signed_in' }, ...trail.slice(last + 1)]
}

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
  trail: signedInAt === undefined ? login.trail : withSignIn(login.trail, signedInAt),
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
