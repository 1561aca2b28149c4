import type { Charged } from '#core/charge'
import { nextSendAt } from '#core/code-verdict'
import { codeView } from '#core/code-view'
import { type Login, purposeOf } from '#core/login'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { waitSeconds } from '#core/time'
import { codeJob } from './code-job.ts'

/** Sends the code whose send was charged, or says why it was not: `before` is what the login was when somebody asked. */
export const sentAgain = async (
  sent: Charged<Login>,
  before: Pick<Login, 'step'>,
  { messages, clock, limits }: Pick<Ports, 'messages' | 'clock' | 'limits'>,
) => {
  if (sent.charged) {
    await messages.dispatch(codeJob(sent.it, purposeOf(sent.it), { limits }))
    return { code: codeView(sent.it, clock.now(), limits, 'sending') }
  }
  const login = sent.it
  if (login?.step !== before.step || login.tries >= limits.codeTriesPerLogin) throw new Refused('login_closed')
  const at = nextSendAt(login, limits)
  if (at === undefined) throw new Refused('no_sends_left')
  throw new Refused('resend_too_soon', { retryAfterSeconds: waitSeconds(at, clock.now()) })
}
