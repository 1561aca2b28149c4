import { codeView } from '#core/login'
import { iso, waitSeconds } from '#core/time'
import { codeJob } from '#runtime/code-job'
import type { PortsOf, Refuse, Run } from '#runtime/contract'
import { charge } from '#runtime/errand'
import { newLoginId } from '#runtime/login-id'
import { signedIn } from '#runtime/signed-in'
import { confirmSecret } from './confirm-secret.ts'
import type { contract } from './contract.ts'
import { draft, newKey } from './draft.ts'

type Typed = { readonly phone: string; readonly country?: string | undefined }

const readNumber = (
  { phone, country }: Typed,
  countries: readonly string[],
  defaultCountry: string,
  { numbers, stage }: PortsOf<typeof contract>,
  refuse: Refuse<typeof contract>,
) => {
  const number = numbers.read(phone, country ?? defaultCountry)
  if (number === undefined)
    throw refuse('invalid_request', { fields: [{ path: 'phone', problem: 'not a mobile number' }] })
  if (!countries.includes(number.country) || !stage.countries.includes(number.country))
    throw refuse('country_not_allowed', { country: number.country })
  return number
}

/** Nothing changes yet: the number has to be proved first. Whose else it may be is not told to somebody who only typed it. */
export const run: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { person, session, organisation } = await signedIn(caller, ports)
  await confirmSecret(person, body, ports)
  const number = readNumber(body, organisation.countries, organisation.defaultCountry, ports, refuse)
  const verdict = await ports.purse.judge(person.organisationId, number.country, true)
  if (verdict !== 'pay') throw refuse(verdict, { country: number.country, alternatives: [] })
  await charge('changes', person.personId, ports)
  const change = draft(person, number, ports)
  const { key, handle } = newKey(change, session, ports)
  const begun = await ports.logins.begin(change, key, { client: 'change', known: true, evenIfRunning: true })
  if (begun.outcome !== 'begun') {
    const at = begun.outcome === 'limited' ? begun.retryAt : ports.clock.now()
    throw refuse('too_many_requests', { retryAfterSeconds: waitSeconds(at, ports.clock.now()) })
  }
  await ports.messages.dispatch(codeJob(change, 'phone_change', ports))
  const changeId = newLoginId(change.loginId, handle)
  return {
    changeId,
    expiresAt: iso(change.expiresAt),
    code: codeView(change, ports.clock.now(), ports.limits, 'sending'),
  }
}
