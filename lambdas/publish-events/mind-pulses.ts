import { judgePulse } from '#core/breaker'
import type { Ports } from '#core/ports'
import type { Beat } from '#core/pulse'
import { allOf } from './all-of.ts'

export type MindPorts = Pick<Ports, 'breaker' | 'clock' | 'limits'>

/** Counts, and looks at the gate only when the figures are bad or somebody is paused already. */
const mind = async (organisationId: string, beats: readonly Beat[], { breaker, clock, limits }: MindPorts) => {
  const pulse = await breaker.count(organisationId, beats)
  const now = clock.now()
  const watched = (pulse.watchUntil ?? 0) > now
  if (!watched && judgePulse(pulse, {}, now, limits).verdict === 'well') return
  const gate = await breaker.gate(organisationId)
  const verdict = judgePulse(pulse, gate, now, limits)
  if (verdict.verdict !== 'well') await breaker.turn(organisationId, gate, verdict)
}

/** One write an organisation and batch. What cannot be counted of one keeps none of the others waiting, and then fails the batch. */
export const mindPulses = async (beats: readonly Beat[], ports: MindPorts): Promise<void> => {
  const theirs = Map.groupBy(beats, ({ organisationId }) => organisationId)
  await allOf([...theirs].map(([organisationId, its]) => mind(organisationId, its, ports)))
}
