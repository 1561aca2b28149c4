import { nextSendAt } from '#core/login'
import type { Logins, Ports } from '#core/ports'
import { isSpent, mayBegin, numberKeptUntil } from './code-bucket.ts'
import type { Dynamo } from './dynamo.ts'
import { addHandle, isFull } from './handles.ts'
import { keys } from './keys.ts'
import { alive, asLogin, loginItem, triesLeft, walk, whoWith } from './login-item.ts'
import { ENTERED, shiftStarts, startsAgainAt } from './number-starts.ts'

const idle = '(attribute_not_exists(currentUntil) OR currentUntil <= :now OR currentClient <> :client)'
/** A start whose answer was lost is not counted again when it is repeated. */
const notYetCounted = '(attribute_not_exists(currentLogin) OR currentLogin <> :login)'

/** How a login begins, and how a client comes back to the one it began. */
export const loginStarts = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<Logins, 'begin' | 'join' | 'put'> => {
  const count: Logins['begin'] = async (login, _, start) => {
    const now = clock.now()
    const prefix = login.journey === 'change' ? ENTERED : start.known ? 'k' : 'u'
    const shift = shiftStarts(prefix, limits.startsPerNumber, now)
    const allowed = mayBegin({ known: start.known, stepUp: login.stepUp }, limits, now)
    const counted = `${notYetCounted} AND ${shift.condition}${allowed.condition}`
    const outcome = await db.update('logins', keys.number(login.numberIndex ?? ''), {
      update: `SET ${shift.sets}, currentLogin = :login, currentClient = :client, currentUntil = :until, #ttl = :ttl`,
      condition: start.evenIfRunning ? counted : `${idle} AND ${counted}`,
      names: { '#ttl': 'ttl' },
      values: {
        ...shift.values,
        ...allowed.values,
        ':login': login.loginId,
        ':client': start.client,
        ':until': nextSendAt(login, limits) ?? now,
        ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
      },
    })
    const number = outcome.item ?? {}
    if (outcome.done || number.currentLogin === login.loginId) return { outcome: 'begun' }
    const running = Number(number.currentUntil ?? 0) > now && number.currentClient === start.client
    if (running && !start.evenIfRunning) return { outcome: 'running', login: String(number.currentLogin) }
    const again = startsAgainAt(number, prefix, limits.startsPerNumber)
    const spent = again <= now && isSpent({ known: start.known, stepUp: login.stepUp }, number, limits, now)
    return spent ? { outcome: 'step_up' } : { outcome: 'limited', retryAt: again }
  }

  return {
    // Counted first. A crash between the two leaves a start that is counted and a number that names a login nobody has: who joins it begins anew.
    async begin(login, key, start) {
      const counted = await count(login, key, start)
      if (counted.outcome === 'begun')
        await db.put(
          'logins',
          loginItem({ ...login, handles: { [key.handle]: key.binding } }),
          'attribute_not_exists(pk)',
        )
      return counted
    },

    async put(login) {
      await db.put('logins', loginItem(login), 'attribute_not_exists(pk)')
    },

    async join(login, key) {
      const { ':walk': step, ...who } = whoWith({ clock })(key, 'came_back')
      const outcome = await addHandle(db, key, {
        key: keys.login(login),
        condition: `step = :waiting AND attribute_not_exists(passedBy) AND ${alive} AND ${triesLeft}`,
        values: { ...who, ':waiting': 'sms_code', ':mostTries': limits.codeTriesPerLogin },
        also: { set: walk, values: { ':walk': step } },
      })
      if (outcome.done) return asLogin(outcome.item)
      const there = outcome.item === undefined ? undefined : asLogin(outcome.item)
      return isFull(outcome.item) && there?.step === 'sms_code' ? 'full' : undefined
    },
  }
}
