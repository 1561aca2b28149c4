import type { Ports } from '#core/ports'
import { isCodeStep, type Reset } from '#core/reset'
import type { Whereabouts } from '#core/reset-flow'
import { deliveryOf } from '#runtime/reset-view'

type Looked = { readonly resetId: string; readonly because: 'wait_ended' | 'not_sent' }
export type LookPorts = Pick<Ports, 'resetWaits' | 'deliveries' | 'clock'>

const whereabouts = (reset: Reset): Whereabouts => (reset.step === 'closed' ? (reset.end ?? 'expired') : reset.step)

/** Why the step's message did not go, and until when it is held back; undefined where there is none, or it went. */
const unsentOf = async (reset: Reset, ports: LookPorts): Promise<Pick<Reset, 'unsent' | 'heldUntil'> | undefined> => {
  if (!isCodeStep(reset.step)) return undefined
  const { delivery, why, retryAt } = await deliveryOf(reset, reset.step, ports)
  if (['sent', 'delivered'].includes(delivery)) return undefined
  return { unsent: why ?? 'message_not_sent', ...(retryAt === undefined ? {} : { heldUntil: retryAt }) }
}

/** Where the reset stands. Closes it when its time is over, or when its message could not be sent; an answer that came first stands. */
export const run = async ({ resetId, because }: Looked, ports: LookPorts): Promise<{ readonly at: Whereabouts }> => {
  const { resetWaits, clock } = ports
  const reset = await resetWaits.find(resetId)
  if (reset === undefined) return { at: 'expired' }
  if (reset.step === 'closed' || reset.step === 'done') return { at: whereabouts(reset) }
  if (clock.now() >= reset.expiresAt) return { at: whereabouts(await resetWaits.close(reset, 'expired')) }
  const unsent = because === 'not_sent' ? await unsentOf(reset, ports) : undefined
  return { at: whereabouts(unsent === undefined ? reset : await resetWaits.close(reset, 'not_sent', unsent)) }
}
