import { isEmpty } from '#core/bucket'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { ResetKey, Resets } from '#core/reset-ports'
import { refuseWhileEmpty } from './empty-bucket.ts'
import { orGiveBack } from './give-back.ts'
import { endReset } from './reset-end.ts'

type Charging = Pick<Ports, 'resets' | 'people' | 'clock' | 'limits'>

/** Charges the person, or leaves; then the reset's own try is given back, since nothing was compared. */
const chargePerson = async (
  personId: string,
  epoch: number,
  giveBack: (word: string) => Promise<void>,
  { people, clock, limits }: Charging,
): Promise<void> => {
  const charge = await orGiveBack(
    () => giveBack('not_compared'),
    () => people.spendResetTry(personId, epoch, false),
  )
  if (charge.charged) return
  await giveBack('limit_reached')
  refuseWhileEmpty(charge.it?.resetFullAt, limits.resetCodeBucket, { clock })
  throw new Refused('reset_closed')
}

/**
 * The resets of somebody whose mailbox was proved: each try of the text message's code is charged to the person as well, over all their resets,
 * before it is compared, and given back with the reset's own. Whoever cannot read that mail cannot use it up, and so bars nobody.
 */
export const chargedAfterMailbox = (ports: Charging): Resets => {
  const { resets, people } = ports
  let charged: string | undefined
  const giveBack = async () => {
    if (charged !== undefined) await people.refundResetTry(charged)
  }
  return {
    ...resets,

    async spendTry(key, step) {
      const outcome = await resets.spendTry(key, step)
      if (!outcome.charged || outcome.it.personId === undefined) return outcome
      const { personId, epoch } = outcome.it
      await chargePerson(personId, epoch, (word) => resets.refundTry(key, step, word), ports)
      charged = personId
      return outcome
    },

    async refundTry(key, step, word) {
      await Promise.all([resets.refundTry(key, step, word), giveBack()])
    },

    async pass(key, change) {
      const passed = await resets.pass(key, change)
      if (passed !== undefined) await giveBack()
      return passed
    },
  }
}

/** Where no code of a text message would be compared now, none is sent: the reset ends, with the time from which another may go on. */
export const refuseWhileGuessed = async (
  key: ResetKey,
  { resetFullAt }: Pick<Person, 'resetFullAt'>,
  ports: Pick<Ports, 'resets' | 'resetCallback' | 'clock' | 'limits'>,
): Promise<void> => {
  const bucket = ports.limits.resetCodeBucket
  if (!isEmpty(resetFullAt, bucket, ports.clock.now())) return
  await endReset(key, 'too_many_tries', 'limit_reached', ports)
  refuseWhileEmpty(resetFullAt, bucket, ports)
}
