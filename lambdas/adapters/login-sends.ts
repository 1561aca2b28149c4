import type { Charged } from '#core/charge'
import { nextSendAt } from '#core/code-verdict'
import type { Limits } from '#core/limits'
import type { Login } from '#core/login'
import type { Logins, SendTo } from '#core/login-ports'
import type { Ports } from '#core/ports'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'
import { alive, asLogin, charged, mine, namesOf, nobodyElsePassed, triesLeft, walk, whoWith } from './login-item.ts'

/** A code's wait: after its n-th send, that send's own wait must be over. `before`: sends of a code that was given already. */
export const waitOver = (limits: Pick<Limits, 'resendWaitsMs'>, now: number, before = 0) => ({
  condition: `(${limits.resendWaitsMs.map((_, i) => `(sends = :n${i} AND sentAt <= :w${i})`).join(' OR ')})`,
  values: Object.fromEntries(
    limits.resendWaitsMs.flatMap((wait, i) => [
      [`:n${i}`, before + i + 1],
      [`:w${i}`, now - wait],
    ]),
  ),
})

/** No wait after a send that certainly did not go; but it counts as one of them, and only once. */
const instead = (failed: number, { resendWaitsMs }: Pick<Limits, 'resendWaitsMs'>, before = 0) => ({
  condition: 'sends = :failed AND sends <= :mostResends',
  values: { ':failed': failed, ':mostResends': before + resendWaitsMs.length },
})

const MOVE = ', sealed = :sealed, sentTo = :sentTo, country = :country'
const movedTo = (to: SendTo | undefined) =>
  to === undefined ? {} : { ':sealed': to.sealed, ':sentTo': to.sentTo, ':country': to.country ?? '' }

/** The further sends of a login's code. */
export const loginSends = (
  db: Dynamo,
  { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>,
): Pick<Logins, 'resend'> => ({
  async resend(key, change) {
    const now = clock.now()
    const { step: from, sendsBefore } = change.of
    const mark = chance.id()
    const wait =
      change.insteadOf === undefined
        ? waitOver(limits, now, sendsBefore)
        : instead(change.insteadOf, limits, sendsBefore)
    const outcome = await db.update('logins', keys.login(key.login), {
      update: `SET sends = sends + :one, sentAt = :now, channel = :channel, sendMark = :mark, ${walk}${change.to === undefined ? '' : MOVE} REMOVE opens`,
      condition: [mine, alive, 'step = :from', nobodyElsePassed, triesLeft, wait.condition].join(' AND '),
      names: namesOf(key),
      values: {
        ...whoWith({ clock })(key, 'sent_again'),
        ':handle': key.handle,
        ...wait.values,
        ':from': from,
        ':mark': mark,
        ':one': 1,
        ':channel': change.channel,
        ':mostTries': limits.codeTriesPerLogin,
        ...movedTo(change.to),
      },
    })
    // Our own first write may have been applied and its answer lost: the mark tells.
    const ours = !outcome.done && outcome.item?.sendMark === mark
    const result: Charged<Login> = ours ? { charged: true, it: asLogin(outcome.item) } : charged(outcome)
    if (result.charged && result.it.numberIndex !== undefined) {
      await db.update('logins', keys.number(result.it.numberIndex), {
        update: 'SET currentUntil = :until',
        condition: 'currentLogin = :login',
        values: { ':until': nextSendAt(result.it, limits) ?? result.it.expiresAt, ':login': key.login },
      })
    }
    return result
  },
})
