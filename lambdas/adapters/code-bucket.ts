import { type Bucket, isEmpty } from '#core/bucket'
import type { Limits } from '#core/limits'
import type { Login } from '#core/login'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'
import { chargeBucket } from './bucket.ts'
import type { Dynamo, Item } from './dynamo.ts'
import { keys } from './keys.ts'

type Flags = Pick<Login, 'known' | 'stepUp'>

// Logins that already run may overdraw the bucket: as much again as it holds is remembered, and no more, so that no flood lasts for years.
const OVERDRAWN = 2

const fieldOf = ({ known }: Flags) => (known ? 'codeFullAtOfKnown' : 'codeFullAt')
const bucketOf = ({ known }: Flags, limits: Limits): Bucket => (known ? limits.codeBucketOfKnown : limits.codeBucket)

/** How long a number's item must be kept, at least: as long as its longest window, and until each of its buckets is full. */
export const numberKeptUntil = (limits: Limits, now: number): number => {
  const windows = limits.startsPerNumber.map(({ withinMs }) => withinMs)
  const buckets = [limits.codeBucket, limits.codeBucketOfKnown].map((it) => OVERDRAWN * it.most * it.refillMs)
  return now + Math.max(...windows, ...buckets) + DAY
}

/**
 * May a login begin that asks for the text message's code alone? Part of the write that counts the start. One that asks for both codes always may:
 * two codes are not guessed, and nobody's wrong ones shall bar the owner's way.
 */
export const mayBegin = (flags: Flags, limits: Limits, now: number) => {
  const { most, refillMs } = bucketOf(flags, limits)
  const field = fieldOf(flags)
  if (flags.stepUp) return { condition: '', values: {} }
  return {
    condition: ` AND (attribute_not_exists(${field}) OR ${field} <= :room)`,
    values: { ':room': now + (most - 1) * refillMs },
  }
}

/** Whether it was the bucket that stood in the way. */
export const isSpent = (flags: Flags, number: Item, limits: Limits, now: number): boolean => {
  if (flags.stepUp) return false
  return isEmpty(Number(number[fieldOf(flags)] ?? 0), bucketOf(flags, limits), now)
}

/** Remembers a wrong code, in whatever login or reset it was typed. */
export const countWrongCode =
  (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>) =>
  async (login: Flags & Pick<Login, 'numberIndex' | 'tries'>): Promise<void> => {
    const now = clock.now()
    const { most, refillMs } = bucketOf(login, limits)
    const bucket = { most: OVERDRAWN * most, refillMs }
    await chargeBucket(fieldOf(login), bucket, { now, used: login.tries > 1 }, ({ set, condition, values }) =>
      db.update('logins', keys.number(login.numberIndex ?? ''), {
        update: `SET ${set}, #ttl = :ttl`,
        condition,
        names: { '#ttl': 'ttl' },
        values: {
          ...values,
          ':now': now,

          ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
        },
      }),
    )
  }
