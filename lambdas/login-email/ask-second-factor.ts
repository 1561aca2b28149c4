import { codeView, type Login } from '#core/login'
import { maskPhone } from '#core/mask'
import { Refused } from '#core/refusal'
import { planSecondFactor, type SecondFactorPlan } from '#core/second-factor'
import { testNumberAt } from '#core/test-number'
import { iso, waitSeconds } from '#core/time'
import type { Caller } from '#runtime/caller'
import { codeJob } from '#runtime/code-job'
import type { PortsOf } from '#runtime/contract'
import { newLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'
import { draft, newKey } from './draft.ts'
import type { Standing } from './standing.ts'

type Ports = PortsOf<typeof contract>

const planFor = async ({ person, organisation }: Standing, phone: string | undefined, ports: Ports) => {
  const { purse, numbers, stage, clock } = ports
  if (organisation.twoFactor.method === 'email') return planSecondFactor(person, organisation, 'pay')
  if (testNumberAt(stage, phone, clock.now())) return planSecondFactor(person, organisation, 'pay')
  const country =
    (phone === undefined ? undefined : numbers.read(phone, organisation.defaultCountry)?.country) ??
    organisation.defaultCountry
  const verdict = await purse.judge(organisation.organisationId, country, person.role === 'admin')
  return { ...planSecondFactor(person, organisation, verdict), country }
}

const planned = (
  login: Login,
  plan: SecondFactorPlan & { readonly country?: string },
  { person }: Standing,
  phone: string,
): Login => {
  if (plan.ask === 'phone_number')
    return { ...login, step: 'phone_number', trail: [...login.trail, { at: login.startedAt, word: 'number_asked' }] }
  if (plan.ask === 'code' && plan.channel === 'sms') {
    const { sealedPhone: sealed, phoneIndex: numberIndex } = person
    return { ...login, channel: 'sms', sends: 1, sentTo: maskPhone(phone), sealed, numberIndex, country: plan.country }
  }
  return {
    ...login,
    sends: 1,
    ...(plan.ask === 'code' && plan.channel === 'email' && plan.smsSpent ? { smsSpent: true } : {}),
  }
}

/** The password was right and does not do: a code is sent, or the number it would go to is asked for. */
export const askSecondFactor = async (standing: Standing, caller: Caller, ports: Ports) => {
  const { person } = standing
  const { logins, people, contacts, messages, clock, limits } = ports
  const phone = person.sealedPhone === undefined ? undefined : contacts.unseal(person.sealedPhone, person.personId)
  const plan = await planFor(standing, phone, ports)
  await people.refundTry(person.personId, 'password', standing.pool)
  if (plan.ask === 'nothing') throw new Refused(plan.refuse, { alternatives: [] })
  const login = planned(draft(person, ports), plan, standing, phone ?? '')
  const { key, handle } = newKey(login, caller, ports)
  const reply = { loginId: newLoginId(login.loginId, handle), expiresAt: iso(login.expiresAt) }
  const begun = await logins.begin(login, key, { client: 'email', known: true, evenIfRunning: true })
  if (begun.outcome === 'step_up') throw new Refused('step_up_required')
  if (begun.outcome !== 'begun') {
    const at = begun.outcome === 'limited' ? begun.retryAt : clock.now()
    throw new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(at, clock.now()) })
  }
  if (login.step === 'phone_number') return { ...reply, next: login.step }
  await messages.dispatch(codeJob(login, 'two_factor', ports))
  const code = codeView(login, clock.now(), limits, 'sending')
  return {
    ...reply,
    next: 'code' as const,
    code: login.smsSpent ? { ...code, why: 'sms_budget_spent' as const } : code,
  }
}
