import { codeEndsAt, nextSendAt } from './code-verdict.ts'
import type { Limits } from './limits.ts'
import type { Channel, Login } from './login.ts'
import { type Followed, followedBy } from './second-code.ts'
import { secondsUntil } from './time.ts'

export type Delivery = 'sending' | 'sent' | 'delivered' | 'failed'

type Viewed = Pick<Login, 'channel' | 'sends' | 'sendsBefore' | 'sentAt' | 'sentTo' | 'tries' | 'expiresAt'> & Followed

/** The waiting page's view of a code. The same for a decoy, letter for letter. */
export const codeView = (
  login: Viewed,
  now: number,
  limits: Limits,
  delivery: Delivery,
  alternatives: readonly Channel[] = [],
) => {
  const attemptsLeft = Math.max(0, limits.codeTriesPerLogin - login.tries)
  // Tries are counted over all sends: without one, another code would be of no use, and is not sent.
  const sendsLeft = attemptsLeft === 0 ? 0 : limits.resendWaitsMs.length + 1 - login.sends + (login.sendsBefore ?? 0)
  const next = sendsLeft <= 0 ? undefined : nextSendAt(login, limits)
  const following = followedBy(login)
  return {
    channel: login.channel,
    sentTo: login.sentTo,
    length: 6 as const,
    expiresAt: new Date(Math.min(codeEndsAt(login, limits), login.expiresAt)).toISOString(),
    resendAfterSeconds: next === undefined ? 0 : secondsUntil(next, now),
    sendsLeft: Math.max(0, sendsLeft),
    attemptsLeft,
    delivery,
    alternatives: [...alternatives],
    ...(following === undefined ? {} : { followedBy: following }),
  }
}
