import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { resetAllowedAt } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import { waitSeconds } from '#core/time'
import { endReset } from './reset-end.ts'

type ClosePorts = Pick<Ports, 'resets' | 'resetCallback'>

/** Asked once the first code was right, so that nobody else learns of it. A change during a reset ends it by the epoch. */
export const refuseWhileNew = async (
  key: ResetKey,
  person: Person,
  ports: ClosePorts & Pick<Ports, 'clock' | 'limits'>,
): Promise<void> => {
  const [at, now] = [resetAllowedAt(person, ports.limits), ports.clock.now()]
  if (at <= now) return
  await endReset(key, 'cancelled', 'contacts_new', ports)
  throw new Refused('reset_too_soon', { retryAfterSeconds: waitSeconds(at, now) })
}
