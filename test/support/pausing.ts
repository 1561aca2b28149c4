import { keys } from '#adapters/keys'
import type { Gate } from '#core/breaker'
import { MINUTE } from '#core/time'
import type { World } from './world.ts'

/** Pauses an organisation's messages to strangers as the breaker does, without the flood before it. */
export const pauseStrangers = async (w: World, organisationId: string, more: Gate = {}): Promise<void> => {
  const gate: Gate = {
    ...{ pausedAt: w.now(), pausedUntil: w.now() + 10 * MINUTE, pausedFor: 'never_given', pauses: 1 },
    ...{ trialUntil: w.now() + 25 * MINUTE, ...more },
  }
  await w.db.update('ledger', keys.budget(organisationId), {
    update: `SET ${Object.keys(gate)
      .map((field) => `${field} = :${field}`)
      .join(', ')}`,
    condition: 'attribute_exists(pk)',
    values: Object.fromEntries(Object.entries(gate).map(([field, value]) => [`:${field}`, value])),
  })
}
