import { codeView } from '#core/code-view'
import type { Login, TypedNumber } from '#core/login'
import { maskEmail, maskPhone } from '#core/mask'
import { testNumberAt } from '#core/test-number'
import { waitSeconds } from '#core/time'
import { askPurse } from '#runtime/ask-purse'
import { codeJob } from '#runtime/code-job'
import type { PortsOf, Refuse, Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

type Typed = { readonly phone: string; readonly country?: string }

/** The number as its login may use it: in a country the organisation allows, and payable. */
const readNumber = async (
  typed: Typed,
  login: Login,
  ports: PortsOf<typeof contract>,
  refuse: Refuse<typeof contract>,
): Promise<TypedNumber> => {
  const { numbers, lookup, contacts, organisations } = ports
  const organisation = await organisations.read(login.organisationId)
  const number = numbers.read(typed.phone, typed.country ?? organisation?.defaultCountry ?? ports.stage.defaultCountry)
  if (number === undefined)
    throw refuse('invalid_request', { fields: [{ path: 'phone', problem: 'not a mobile number' }] })
  const { country, e164 } = number
  const allowed = organisation?.countries.includes(country) && ports.stage.countries.includes(country)
  if (!allowed) throw refuse('country_not_allowed', { country })
  const spared = testNumberAt(ports.stage, e164, ports.clock.now()) !== undefined
  const { organisationId, mayUseReserve = false } = login
  const verdict = spared ? 'pay' : await askPurse({ organisationId, country, mayUseReserve }, ports)
  if (verdict !== 'pay') throw refuse(verdict, verdict === 'country_not_allowed' ? { country } : { alternatives: [] })
  const sealed = contacts.seal(e164, login.personId ?? '')
  return { sealed, sentTo: maskPhone(e164), country, index: lookup.phone(e164) }
}

/** A password alone must not bind a number: the mailbox is proved first, and only then anything is sent to the number. */
export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, loginNumbers, people, contacts, messages, clock, limits } = ports
  const key = readLoginId(params.loginId, caller.binding)
  const login = key === undefined ? undefined : await logins.read(key)
  if (key === undefined || login?.step !== 'phone_number' || login.personId === undefined) throw refuse('login_closed')
  const person = await people.read(login.personId)
  if (person?.epoch !== login.epoch || person.disabled || person.sealedEmail === undefined) throw refuse('login_closed')
  const number = await readNumber(body, login, ports, refuse)
  const sentTo = maskEmail(contacts.unseal(person.sealedEmail, person.personId))
  const mailbox = { sealed: person.sealedEmail, sentTo }
  const entered = await loginNumbers.enter(key, number, mailbox)
  if (entered.outcome === 'closed') throw refuse('login_closed')
  if (entered.outcome === 'limited')
    throw refuse('too_many_requests', { retryAfterSeconds: waitSeconds(entered.retryAt, clock.now()) })
  const now: Login = {
    ...login,
    ...mailbox,
    step: 'email_code',
    channel: 'email',
    sends: 1,
    sentAt: clock.now(),
    number,
  }
  await messages.dispatch(codeJob(now, 'phone_change', ports))
  return { next: 'email_code', code: codeView(now, clock.now(), limits, 'sending') }
}
