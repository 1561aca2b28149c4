import { codeView, nextSendAt, purposeOf } from '#core/login'
import { waitSeconds } from '#core/time'
import { codeJob } from '#runtime/code-job'
import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'
import { otherAddress } from './other-address.ts'

const WAITS_FOR_CODE: ReadonlySet<string> = new Set(['sms_code', 'code', 'email_code'])

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, messages, deliveries, clock, limits } = ports
  const key = readLoginId(params.loginId, caller.binding)
  const login = key === undefined ? undefined : await logins.read(key)
  if (key === undefined || login === undefined || !WAITS_FOR_CODE.has(login.step)) throw refuse('login_closed')
  const { why, alternatives } = await deliveries.of(login)
  const channel = body.channel ?? login.channel
  if ((why === 'sms_budget_spent' || why === 'country_not_allowed') && channel === 'sms')
    throw refuse(why, { alternatives })
  // In a login that asks for both codes, each keeps to its own channel.
  if (channel !== login.channel && (login.stepUp === true || !alternatives.includes(channel)))
    throw refuse('message_not_sent', { alternatives })
  const to = channel === login.channel ? undefined : await otherAddress(login, channel, ports)
  const sent = await logins.resend(key, { channel, ...(to === undefined ? {} : { to }) })
  if (sent.charged) {
    await messages.dispatch(codeJob(sent.it, purposeOf(sent.it), ports))
    return { code: codeView(sent.it, clock.now(), limits, 'sending') }
  }
  const at = sent.it === undefined ? undefined : nextSendAt(sent.it, limits)
  if (sent.it?.step !== login.step || sent.it.tries >= limits.codeTriesPerLogin) throw refuse('login_closed')
  if (at === undefined) throw refuse('no_sends_left')
  throw refuse('resend_too_soon', { retryAfterSeconds: waitSeconds(at, clock.now()) })
}
