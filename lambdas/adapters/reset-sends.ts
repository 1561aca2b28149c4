import type { Ports } from '#core/ports'
import type { Resets } from '#core/reset-ports'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'
import { waitOver } from './login-sends.ts'
import { alive, asReset, charged, mine, nobodyElsePassed, walk, whose } from './reset-conditions.ts'

/** The further sends of a reset's codes. */
export const resetSends = (
  db: Dynamo,
  { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>,
): Pick<Resets, 'resend'> => ({
  async resend(key) {
    const wait = waitOver(limits, clock.now())
    const mark = chance.id()
    const outcome = await db.update('logins', keys.reset(key.login), {
      update: `SET sends = sends + :one, sentAt = :now, sendMark = :mark, ${walk}`,
      condition: [mine, alive, 'step IN (:sms, :email)', nobodyElsePassed, 'tries < :most', wait.condition].join(
        ' AND ',
      ),
      names: { '#handle': key.handle },
      values: {
        ...whose(key),
        ':handle': key.handle,
        ':now': clock.now(),
        ':walk': [{ at: clock.now(), word: 'resent' }],
        ...wait.values,
        ':sms': 'sms_code',
        ':email': 'email_code',
        ':one': 1,
        ':mark': mark,
        ':most': limits.codeTriesPerLogin,
      },
    })
    // Our own first write may have been applied and its answer lost: the mark tells.
    const ours = !outcome.done && outcome.item?.sendMark === mark
    return ours ? { charged: true, it: asReset(outcome.item) } : charged(outcome)
  },
})
