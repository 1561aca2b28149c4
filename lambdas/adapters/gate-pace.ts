import { type Gate, standingOf } from '#core/breaker'
import { isEmpty, roomAt } from '#core/bucket'
import type { Limits } from '#core/limits'
import { bucketForms } from './bucket.ts'

/** What a stranger's message asks of the gate, in the write that takes its price. */
export type GatePace = { readonly sets: readonly string[]; readonly condition: string; readonly values: object }

const OPEN = [
  '(attribute_not_exists(pausedUntil) OR pausedUntil <= :now)',
  '(attribute_not_exists(trialUntil) OR trialUntil <= :now)',
].join(' AND ')
const TRIAL = 'pausedUntil <= :now AND trialUntil > :now'

/** As open as the sender believes it to be; in a trial it charges the bucket of the few. A refused write brings the truth along. */
export const gatePace = (gate: Gate, now: number, limits: Limits): GatePace => {
  if (standingOf(gate, now) !== 'trial') return { sets: [], condition: OPEN, values: {} }
  const forms = bucketForms('trialFullAt', limits.breakerTrial, now, 'Trial')
  const { set, condition, values } = (gate.trialFullAt ?? 0) > now ? forms.used : forms.full
  return { sets: [set], condition: `${TRIAL} AND ${condition}`, values }
}

/** The gate as it is likely to be once this message was counted. */
export const afterGate = (gate: Gate, now: number, limits: Limits): Pick<Gate, 'trialFullAt'> =>
  standingOf(gate, now) === 'trial'
    ? { trialFullAt: Math.max(gate.trialFullAt ?? 0, now) + limits.breakerTrial.refillMs }
    : {}

/** When strangers may be sent something again; undefined while they may. */
export const gateOpensAt = (gate: Gate, now: number, limits: Limits): number | undefined => {
  const standing = standingOf(gate, now)
  if (standing === 'paused') return gate.pausedUntil
  const few = standing === 'trial' && isEmpty(gate.trialFullAt, limits.breakerTrial, now)
  return few ? roomAt(gate.trialFullAt, limits.breakerTrial) : undefined
}
