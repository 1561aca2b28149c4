import { waitSeconds } from '#core/time'
import { askPurse } from '#runtime/ask-purse'
import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import { sentAgain } from '#runtime/sent-again'
import type { contract } from './contract.ts'
import { otherAddress } from './other-address.ts'

const WAITS_FOR_CODE: ReadonlySet<string> = new Set(['sms_code', 'code', 'email_code'])

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, deliveries, clock } = ports
  const key = readLoginId(params.loginId, caller.binding)
  const login = key === undefined ? undefined : await logins.read(key)
  if (key === undefined || login === undefined || !WAITS_FOR_CODE.has(login.step)) throw refuse('login_closed')
  const { delivery, why, alternatives: others, retryAt = 0 } = await deliveries.of(login)
  // In a login that asks for both codes, each keeps to its own channel.
  const alternatives = login.stepUp === true ? [] : others
  const channel = body.channel ?? login.channel
  if ((why === 'sms_budget_spent' || why === 'country_not_allowed') && channel === 'sms') {
    // What the last message met may be over: money was added, the country allowed.
    const { organisationId, country = '', mayUseReserve = false } = login
    const verdict = await askPurse({ organisationId, country, mayUseReserve }, ports)
    if (verdict !== 'pay') throw refuse(verdict, { alternatives })
  }
  if (why === 'too_many_messages' && channel === 'sms' && retryAt > clock.now())
    throw refuse('too_many_requests', { retryAfterSeconds: waitSeconds(retryAt, clock.now()), alternatives })
  if (channel !== login.channel && !alternatives.includes(channel))
    throw refuse('invalid_request', { fields: [{ path: 'channel', problem: 'not offered' }], alternatives })
  const to = channel === login.channel ? undefined : await otherAddress(login, channel, ports)
  const free = to !== undefined && delivery === 'failed'
  const change = {
    of: login,
    channel,
    ...(to === undefined ? {} : { to }),
    ...(free ? { insteadOf: login.sends } : {}),
  }
  return sentAgain(await logins.resend(key, change), login, ports)
}
