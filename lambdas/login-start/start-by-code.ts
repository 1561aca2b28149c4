import { codeView } from '#core/code-view'
import { type Login, openedBy } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { maskPhone } from '#core/mask'
import { chooseLanguage } from '#core/message'
import type { PhoneNumber } from '#core/numbers'
import type { Pointer } from '#core/person'
import { Refused } from '#core/refusal'
import { testNumberAt } from '#core/test-number'
import { HOUR, iso, waitSeconds } from '#core/time'
import type { Caller } from '#runtime/caller'
import { codeJob } from '#runtime/code-job'
import type { PortsOf } from '#runtime/contract'
import { hashHandle, newLoginId } from '#runtime/login-id'
import type { contract } from './contract.ts'

type Start = { readonly known: boolean; readonly number: PhoneNumber; readonly index: string; readonly caller: Caller }
type Ports = PortsOf<typeof contract>
type Count = Parameters<Ports['logins']['begin']>[2]

/** A login for this number, whoever is behind it: nobody's looks, costs and lasts the same. */
const draft = (
  { known, number, index, caller }: Start,
  pointer: Pointer | undefined,
  { clock, chance, codes, limits }: Ports,
): Login => {
  const now = clock.now()
  return {
    loginId: chance.id(),
    journey: 'phone',
    step: 'sms_code',
    handles: {},
    seed: codes.newSeed(),
    sends: 1,
    sentAt: now,
    channel: 'sms',
    sentTo: maskPhone(number.e164),
    tries: 0,
    pinTries: 0,
    startedAt: now,
    expiresAt: now + limits.loginLifeMs,
    organisationId: pointer?.organisationId ?? 'nobody',
    epoch: pointer?.epoch ?? 0,
    numberIndex: index,
    locale: pointer?.locale ?? chooseLanguage(caller.acceptLanguage, 'en'),
    country: number.country,
    proved: [],
    trustAsked: false,
    ...(known ? { known } : {}),
    trail: [{ at: now, word: 'started' }],
    ...(pointer === undefined || pointer.disabled ? {} : { personId: pointer.personId, sealed: pointer.sealed }),
  }
}

/** The login with what its code will open. A test number's code ends on a date, which is asked when it is typed. */
const opening = async (login: Login, { number }: Start, { codes, stage, clock }: Ports): Promise<Login> => {
  if (testNumberAt(stage, number.e164, clock.now()) !== undefined) return login
  const [code] = await codes.of({ ...login, about: login.loginId, purpose: 'sign_in' }, login.sends)
  return code === undefined ? login : { ...login, opens: openedBy(codes.nameOf(login.loginId, code)) }
}

const reply = (login: Login, handle: string, { clock, limits }: Ports) => ({
  loginId: newLoginId(login.loginId, handle),
  next: 'sms_code' as const,
  expiresAt: iso(login.expiresAt),
  code: codeView(login, clock.now(), limits, 'sending'),
})

/** Who may come back to a running login: a web client by its nonce, an app by its network. */
const clientOf = (caller: Caller, { lookup }: Ports) =>
  caller.kind === 'web' ? caller.binding : `app:${lookup.source(caller.source)}`

const tooMany = (again: number, { clock }: Ports) =>
  new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(again, clock.now()) })

/** Too many wrong codes for this number: the login asks for both codes from its beginning. */
const begin = async (login: Login, key: LoginKey, count: Count, { logins }: Ports) => {
  const begun = await logins.begin(login, key, count)
  if (begun.outcome !== 'step_up') return { outcome: begun, login }
  const { opens: _, ...closed } = login
  const stricter = { ...closed, stepUp: true }
  return { outcome: await logins.begin(stricter, key, count), login: stricter }
}

/** Begins, or comes back to the login whose wait still runs; then nothing is sent. */
export const startByCode = async (start: Start, ports: Ports) => {
  const { sources, directory, logins, messages, chance, clock } = ports
  // A known device starts by its number's own count: a network that used up its own keeps nobody away who signed in before.
  const charged = start.known || sources.charge(start.caller.source)
  const [allowed, pointer] = await Promise.all([charged, directory.byPhone(start.index)])
  if (!allowed) throw tooMany((Math.floor(clock.now() / HOUR) + 1) * HOUR, ports)
  const wanted = await opening(draft(start, pointer, ports), start, ports)
  const handle = chance.id()
  const key: LoginKey = { login: wanted.loginId, handle: hashHandle(handle), binding: start.caller.binding }
  const count = { client: clientOf(start.caller, ports), known: start.known, evenIfRunning: false }
  let { outcome, login } = await begin(wanted, key, count, ports)
  if (outcome.outcome === 'running') {
    const running = await logins.join(outcome.login, { ...key, login: outcome.login })
    if (running === 'full') throw tooMany(clock.now() + (ports.limits.resendWaitsMs[0] ?? 0), ports)
    if (running !== undefined) return reply(running, handle, ports)
    ;({ outcome, login } = await begin(login, key, { ...count, evenIfRunning: true }, ports))
  }
  if (outcome.outcome === 'step_up') throw new Refused('step_up_required')
  if (outcome.outcome !== 'begun') throw tooMany(outcome.outcome === 'limited' ? outcome.retryAt : clock.now(), ports)
  await messages.dispatch(codeJob(login, 'sign_in', ports))
  return reply(login, handle, ports)
}
