import type { Limits } from '#core/limits'
import type { EarlierLogin, Login } from '#core/login'
import type { Logins } from '#core/login-ports'
import type { Ports } from '#core/ports'
import type { Dynamo, Item } from './dynamo.ts'
import { keys } from './keys.ts'
import { walk } from './login-item.ts'

/**
 * What a number keeps of its last two logins. A SET sees the item as it was, so one write moves the current one on. A seed says nothing of a code
 * without the pepper.
 */
export const REMEMBER =
  'currentSeed = :seed, earlierLogin = if_not_exists(currentLogin, :never), earlierSeed = if_not_exists(currentSeed, :never)'

/** The fields of a number that say which logins were before. */
export const EARLIER_FIELDS = ['currentLogin', 'currentSeed', 'currentUntil', 'earlierLogin', 'earlierSeed'] as const

const asEarlier = (loginId: unknown, seed: unknown): readonly EarlierLogin[] =>
  typeof loginId === 'string' && typeof seed === 'string' ? [{ loginId, seed }] : []

/** The logins before this one, newest first, of a number as it was when this one was counted, or as it is since. None where the last has long ended. */
export const earlierThan = (
  { loginId }: Pick<Login, 'loginId'>,
  number: Item,
  now: number,
  { loginLifeMs }: Pick<Limits, 'loginLifeMs'>,
): Pick<Login, 'earlier'> => {
  if (Number(number.currentUntil ?? 0) <= now - loginLifeMs) return {}
  const { currentLogin, currentSeed, earlierLogin, earlierSeed } = number
  const last = currentLogin === loginId ? [] : asEarlier(currentLogin, currentSeed)
  const earlier = [...last, ...asEarlier(earlierLogin, earlierSeed)]
  return earlier.length === 0 ? {} : { earlier }
}

/** How a login ends whose code was typed into a later one. */
export const overtaking = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): Pick<Logins, 'overtake'> => ({
  async overtake({ loginId, seed }) {
    await db.update('logins', keys.login(loginId), {
      update: `SET step = :closed, ${walk}`,
      condition: 'seed = :seed AND step IN (:phone, :email, :mailbox)',
      values: {
        ':seed': seed,
        ':closed': 'closed',
        ':walk': [{ at: clock.now(), word: 'cancelled' }],
        ':phone': 'sms_code',
        ':email': 'code',
        ':mailbox': 'email_code',
      },
      wanted: [],
    })
  },
})
