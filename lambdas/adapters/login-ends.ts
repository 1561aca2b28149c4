import type { Login } from '#core/login'
import type { LoginKey, Logins } from '#core/login-ports'
import type { Ports } from '#core/ports'
import type { Dynamo, Outcome } from './dynamo.ts'
import { keys } from './keys.ts'
import { asLogin, iPassed, mine, namesOf, walk } from './login-item.ts'

const ENDS: ReadonlySet<string> = new Set(['done', 'closed'])

const ifPassedBy = ({ item }: Outcome, { handle, binding }: LoginKey): Login | undefined => {
  const login = item === undefined ? undefined : asLogin(item)
  const theirs = login?.handles[handle] ?? binding
  return login?.passedBy === handle && theirs === binding ? login : undefined
}

/** How a login is left before its end. */
export const loginEnds = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): Pick<Logins, 'leave'> => ({
  async leave(key) {
    const left = { ':binding': key.binding, ':walk': [{ at: clock.now(), word: 'cancelled' }] }
    const close = await db.update('logins', keys.login(key.login), {
      update: `SET step = :closed, passedBy = :handle, ${walk}`,
      condition: `${mine} AND ${iPassed} AND NOT step IN (:done, :closed)`,
      names: namesOf(key),
      values: { ...left, ':handle': key.handle, ':pin': 'pin', ':closed': 'closed', ':done': 'done' },
    })
    if (close.done || close.item === undefined || ENDS.has(String(close.item.step))) return ifPassedBy(close, key)
    // Not theirs alone yet: others go on. A right code that came meanwhile made it theirs.
    const forget = await db.update('logins', keys.login(key.login), {
      update: `SET ${walk} REMOVE handles.#handle`,
      condition: mine,
      names: namesOf(key),
      values: left,
    })
    return forget.done ? ifPassedBy(forget, key) : undefined
  },
})
