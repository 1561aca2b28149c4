import type { Charged } from '#core/charge'
import { LIMITS } from '#core/limits'
import { type Reset, ROADS } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import type { Item, Outcome } from './dynamo.ts'
import { keys } from './keys.ts'

const KEEP_AFTER_END_MS = 24 * 60 * 60 * 1_000

// Conditions, by what they keep.
export const mine = 'handles.#handle = :binding AND purpose = :purpose'
export const whose = ({ binding, purpose }: ResetKey) => ({ ':binding': binding, ':purpose': purpose })
export const alive = 'expiresAt > :now'
/** A flood of refused calls must not make a reset longer and dearer: nobody walks so many steps in its minutes. */
export const MOST_STEPS = 200
export const nobodyElsePassed = '(attribute_not_exists(passedBy) OR passedBy = :handle)'
export const walk = 'trail = list_append(trail, :walk)'

export const waitingSteps = [...new Set(Object.values(ROADS).flat())]
/** The reset has not ended: it waits in some step. */
export const waiting = {
  condition: `step IN (${waitingSteps.map((_, i) => `:waits${i}`).join(', ')})`,
  values: Object.fromEntries(waitingSteps.map((step, i) => [`:waits${i}`, step])),
}

export const asReset = (item: Item): Reset => item as unknown as Reset

export const charged = (outcome: Outcome): Charged<Reset> =>
  outcome.done
    ? { charged: true, it: asReset(outcome.item) }
    : { charged: false, it: outcome.item === undefined ? undefined : asReset(outcome.item) }

/** A reset outlives its last step by a day, for "why could X not get in?" and for a workflow that is looked at again. Seconds. */
const ttlOf = (reset: Reset) =>
  Math.ceil((reset.startedAt + ROADS[reset.purpose].length * LIMITS.resetStepLifeMs + KEEP_AFTER_END_MS) / 1_000)

export const resetItem = (reset: Reset): Item => ({ ...keys.reset(reset.resetId), ...reset, ttl: ttlOf(reset) })
