import { codeView } from '#core/code-view'
import type { Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { maskPhone } from '#core/mask'
import { Refused } from '#core/refusal'
import { planSecondFactor, type SecondFactorPlan } from '#core/second-factor'
import { testNumberAt } from '#core/test-number'
import { iso, waitSeconds } from '#core/time'
import { askPurse } from '#runtime/ask-purse'
import type { Caller } from '#runtime/caller'
import { codeJob } from '#runtime/code-job'
import type { PortsOf } from '#runtime/contract'
import { newLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'
import { draft, newKey } from './draft.ts'
import type { Standing } from './standing.ts'
import { unpaid } from './unpaid.ts'

type Ports = PortsOf<typeof contract>

/** Whether a text message could be paid for. One to a test number costs nothing. */
const payable = async (
  phone: string | undefined,
  country: string,
  { person, organisation }: Pick<Standing, 'person' | 'organisation'>,
  ports: Ports,
) => {
  if (testNumberAt(ports.stage, phone, ports.clock.now()) !== undefined) return 'pay'
  const { organisationId } = organisation
  return askPurse({ organisationId, country, mayUseReserve: person.role === 'admin' }, ports)
}

const planFor = async ({ person, organisation }: Standing, phone: string | undefined, ports: Ports) => {
  if (organisation.twoFactor.method === 'email') return planSecondFactor(person, organisation, 'pay')
  const country =
    (phone === undefined ? undefined : ports.numbers.read(phone, organisation.defaultCountry)?.country) ??
    organisation.defaultCountry
  const verdict = await payable(phone, country, { person, organisation }, ports)
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

/**
 * Too many wrong codes: the number on file is proved first, then the mailbox. Counted where the wrong codes were. Without a number on file both are
 * asked for anyway, and without money for the text message nobody gets in.
 */
const asBoth = async (login: Login, { person, organisation }: Standing, phone: string | undefined, ports: Ports) => {
  if (login.step === 'phone_number') return { ...login, stepUp: true }
  if (phone === undefined) throw new Refused('step_up_required')
  const country = ports.numbers.read(phone, organisation.defaultCountry)?.country ?? organisation.defaultCountry
  const verdict = await payable(phone, country, { person, organisation }, ports)
  if (verdict !== 'pay') return unpaid(login, verdict, ports)
  const { smsSpent: _, ...rest } = login
  const toPhone = { channel: 'sms', sends: 1, sealed: person.sealedPhone, sentTo: maskPhone(phone), country } as const
  return { ...rest, ...toPhone, stepUp: true }
}

/** The login that began: as planned, or asking for both codes. */
const begin = async (login: Login, key: LoginKey, standing: Standing, phone: string | undefined, ports: Ports) => {
  const count = { client: 'email', known: true, evenIfRunning: true }
  const first = await ports.logins.begin(login, key, count)
  const stepsUp = first.outcome === 'step_up'
  const begun = stepsUp ? await asBoth(login, standing, phone, ports) : login
  const outcome = stepsUp ? await ports.logins.begin(begun, key, count) : first
  if (outcome.outcome === 'step_up') throw new Refused('step_up_required')
  if (outcome.outcome === 'begun') return begun
  const now = ports.clock.now()
  const at = outcome.outcome === 'limited' ? outcome.retryAt : now
  throw new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(at, now) })
}

/** The password was right and does not do: a code is sent, or the number it would go to is asked for. */
export const askSecondFactor = async (standing: Standing, caller: Caller, ports: Ports) => {
  const { person } = standing
  const { people, contacts, messages, clock, limits } = ports
  const phone = person.sealedPhone === undefined ? undefined : contacts.unseal(person.sealedPhone, person.personId)
  const plan = await planFor(standing, phone, ports)
  await people.refundTry(person.personId, 'password', { pool: standing.pool })
  if (plan.ask === 'nothing') return unpaid(draft(person, ports), plan.refuse, ports)
  const wanted = planned(draft(person, ports), plan, standing, phone ?? '')
  const { key, handle } = newKey(wanted, caller, ports)
  const login = await begin(wanted, key, standing, phone, ports)
  const reply = { loginId: newLoginId(login.loginId, handle), expiresAt: iso(login.expiresAt) }
  if (login.step === 'phone_number') return { ...reply, next: login.step }
  await messages.dispatch(codeJob(login, 'two_factor', ports))
  const code = codeView(login, clock.now(), limits, 'sending')
  return {
    ...reply,
    next: 'code' as const,
    code: login.smsSpent ? { ...code, why: 'sms_budget_spent' as const } : code,
  }
}
