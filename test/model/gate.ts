import assert from 'node:assert/strict'
import type { Gate } from '#core/breaker'
import { MINUTE } from '#core/time'
import type { Play } from './stage.ts'

type Seen = Pick<Play, 'w' | 'memory'>

/** Strangers' text messages are held back; or never mind who they are. Between the two lies a trial. */
export const isPaused = ({ w, memory }: Seen): boolean => (memory.gate.pausedUntil ?? 0) > w.now()
export const isOpen = (seen: Seen): boolean => !isPaused(seen) && (seen.memory.gate.trialUntil ?? 0) <= seen.w.now()

/** Logins of strangers that were sent their code, or in which one was typed, since an instant. */
const sentSince = ({ memory }: Seen, from: number): number =>
  new Set(memory.toStrangers.filter(({ askedAt }) => askedAt >= from).map(({ about }) => about)).size
const typedSince = ({ memory }: Seen, from: number): number =>
  [...memory.attempts.values()].filter((it) => it.journey === 'phone' && it.typed && it.begunAt >= from).length

/** Whoever is paused has done something, in the minutes that are judged and since an admin lifted the last pause. */
const hasCause = (play: Play, { pausedAt = 0, pausedFor, liftedAt = 0 }: Gate): void => {
  const { breakerWindowMs, breakerPatienceMs, breakerLogins, breakerTypedLogins, breakerTrialLogins } = play.w.limits
  const from = Math.max(liftedAt, pausedAt - breakerWindowMs - breakerPatienceMs - MINUTE) - MINUTE
  const inTrial = !isOpen(play)
  const sent = sentSince(play, from) >= (inTrial ? breakerTrialLogins : breakerLogins)
  const typed = typedSince(play, from) >= (inTrial ? breakerTrialLogins : breakerTypedLogins)
  assert.ok(pausedFor === 'never_given' ? sent : typed, `R-64: nobody is paused for nothing: ${pausedFor}`)
}

/** In a trial strangers are sent the few of its bucket, however many ask. */
const trialIsSmall = (play: Play, { pausedUntil = 0, trialUntil = 0 }: Gate): void => {
  const { w, memory } = play
  if (pausedUntil === 0 || pausedUntil > w.now() || trialUntil <= w.now()) return
  const { most, refillMs } = w.limits.breakerTrial
  const sent = memory.toStrangers.map(({ sentAt }) => sentAt).filter((at) => at >= pausedUntil)
  const lasted = Math.max(...sent) - Math.min(...sent)
  assert.ok(sent.length <= most + Math.floor(Math.max(0, lasted) / refillMs), `R-64: ${sent.length} in a trial`)
}

/** After a batch: how the gate stands, and whether it may. */
export const readGate = async (play: Play): Promise<void> => {
  const { w, organisationId, memory } = play
  const gate = await w.ports.breaker.gate(organisationId)
  if (gate.pausedAt !== undefined && gate.pausedAt !== memory.gate.pausedAt) hasCause(play, gate)
  memory.gate = gate
  if (memory.lifted && !memory.judged) assert.ok(isOpen(play), 'R-64: a pause that was lifted is over')
  Object.assign(memory, { gateMoves: false, judged: false, lifted: false })
  trialIsSmall(play, gate)
}
