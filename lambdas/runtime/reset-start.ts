import type { Pointer } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { firstWaitMs, isCodeStep, type Reset, type ResetPurpose, ROADS } from '#core/reset'
import type { ResetKey, ResetWorkflow } from '#core/reset-ports'
import { HOUR, waitSeconds } from '#core/time'
import type { Caller } from './caller.ts'
import { hashHandle, newLoginId } from './login-id.ts'
import { resetJob, standingOf } from './reset-view.ts'

/** What was typed, canonical and masked, and where it leads. */
export type ResetStart = {
  readonly purpose: ResetPurpose
  readonly numberIndex: string
  readonly sentTo: string
  readonly country?: string
  readonly locale: string
  readonly pointer: Pointer | undefined
  readonly known: boolean
  readonly caller: Caller
}

export type StartPorts = Pick<
  Ports,
  'resets' | 'sources' | 'lookup' | 'codes' | 'messages' | 'clock' | 'chance' | 'limits'
>

/** A reset for what was typed, whoever is behind it: nobody's looks, costs and lasts the same. */
const draft = (
  { pointer, known, caller: _, ...start }: ResetStart,
  { clock, chance, codes, limits }: StartPorts,
): Reset => {
  const now = clock.now()
  return {
    ...start,
    resetId: chance.id(),
    step: ROADS[start.purpose][0] ?? 'sms_code',
    handles: {},
    seed: codes.newSeed(),
    sends: 1,
    sentAt: now,
    tries: 0,
    startedAt: now,
    expiresAt: now + firstWaitMs(start.purpose, limits),
    organisationId: pointer?.organisationId ?? 'nobody',
    epoch: pointer?.epoch ?? 0,
    locale: pointer?.locale ?? start.locale,
    ...(known ? { known } : {}),
    trail: [{ at: now, word: 'reset_started' }],
    ...(pointer === undefined || pointer.disabled ? {} : { personId: pointer.personId, sealed: pointer.sealed }),
  }
}

/** Who may come back to a running reset: a web client by its nonce, an app by its network. */
const clientOf = (caller: Caller, { lookup }: StartPorts) =>
  caller.kind === 'web' ? caller.binding : `app:${lookup.source(caller.source)}`

const tooMany = (again: number, { clock }: StartPorts) =>
  new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(again, clock.now()) })

/** Counts a start from this network, before anything is looked up in earnest. A known device starts by its number's own count alone. */
export const chargeSource = async (caller: Caller, known: boolean, ports: StartPorts): Promise<void> => {
  if (known || (await ports.sources.charge(caller.source))) return
  throw tooMany((Math.floor(ports.clock.now() / HOUR) + 1) * HOUR, ports)
}

// Somebody's reset starts its workflow, which sends; nobody's hands a message over that is sent to no one.
const setOff = (reset: Reset, workflow: ResetWorkflow, ports: StartPorts): Promise<void> => {
  if (reset.sealed !== undefined) return workflow.start(reset.resetId)
  return isCodeStep(reset.step) ? ports.messages.dispatch(resetJob(reset, reset.step, ports)) : Promise.resolve()
}

/** Begins, or comes back to the reset whose wait still runs; then nothing is sent. */
export const startReset = async (start: ResetStart, workflow: ResetWorkflow, ports: StartPorts) => {
  const { resets, chance, clock } = ports
  const reset = draft(start, ports)
  const handle = chance.id()
  const { purpose } = start
  const key: ResetKey = { login: reset.resetId, handle: hashHandle(handle), binding: start.caller.binding, purpose }
  const count = { client: clientOf(start.caller, ports), evenIfRunning: false }
  const reply = (it: Reset) => ({ resetId: newLoginId(it.resetId, handle), ...standingOf(it, ports) })
  let outcome = await resets.begin(reset, key, count)
  if (outcome.outcome === 'running') {
    const running = await resets.join(outcome.login, { ...key, login: outcome.login })
    if (running === 'full') throw tooMany(clock.now() + (ports.limits.resendWaitsMs[0] ?? 0), ports)
    if (running !== undefined) return reply(running)
    outcome = await resets.begin(reset, key, { ...count, evenIfRunning: true })
  }
  if (outcome.outcome === 'step_up') throw new Refused('step_up_required')
  if (outcome.outcome !== 'begun') throw tooMany(outcome.outcome === 'limited' ? outcome.retryAt : clock.now(), ports)
  await setOff(reset, workflow, ports)
  return reply(reset)
}
