import type { Bucket } from '#core/bucket'
import type { Limits } from '#core/limits'
import type { Login } from '#core/login'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'
import { chargeBucket } from './bucket.ts'
import type { Dynamo, Item } from './dynamo.ts'
import { keys } from './keys.ts'

const BOTTOMLESS = 1_000_000

type Flags = Pick<Login, 'known' | 'stepUp'>

const fieldOf = ({ known, stepUp }: Flags) => (stepUp ? 'stepUpFullAt' : known ? 'codeFullAtOfKnown' : 'codeFullAt')
const bucketOf = ({ known, stepUp }: Flags, limits: Limits): Bucket =>
  stepUp ? limits.stepUpBucket : known ? limits.codeBucketOfKnown : limits.codeBucket

/** How long a number's item must be kept, at least: as long as its longest window, and until each of its buckets is full. */
export const numberKeptUntil = (limits: Limits, now: number): number => {
  const windows = limits.startsPerNumber.map(({ withinMs }) => withinMs)
  const buckets = [limits.codeBucket, limits.codeBucketOfKnown, limits.stepUpBucket].map((it) => it.most * it.refillMs)
  return now + Math.max(...windows, ...buckets) + DAY
}

/** May a login of this kind begin? Part of the write that counts the start; needs `:now` there. */
export const mayBegin = (flags: Flags, limits: Limits, now: number) => {
  const { most, refillMs } = bucketOf(flags, limits)
  const field = fieldOf(flags)
  const room = `(attribute_not_exists(${field}) OR ${field} <= :room)`
  const values = { ':room': now + (most - 1) * refillMs }
  if (flags.stepUp) return { condition: room, values }
  return {
    condition: `${room} AND (attribute_not_exists(wrongCodes) OR wrongCodes < :ceiling)`,
    values: { ...values, ':ceiling': limits.codeFailuresUntilStepUp },
  }
}

/** Why it may not: undefined when the bucket is not what stood in the way. */
export const emptyUntil = (flags: Flags, number: Item, limits: Limits, now: number): number | undefined => {
  const { most, refillMs } = bucketOf(flags, limits)
  const room = Number(number[fieldOf(flags)] ?? 0) - (most - 1) * refillMs
  if (room > now) return room
  return !flags.stepUp && Number(number.wrongCodes ?? 0) >= limits.codeFailuresUntilStepUp ? now : undefined
}

/** A wrong code is remembered even when the bucket is overdrawn: what was overdrawn has to be refilled, too. */
export const countWrongCode =
  (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>) =>
  async (login: Flags & Pick<Login, 'numberIndex' | 'tries'>): Promise<void> => {
    const now = clock.now()
    const bucket = { ...bucketOf(login, limits), most: BOTTOMLESS }
    await chargeBucket(fieldOf(login), bucket, { now, used: login.tries > 1 }, ({ set, condition, values }) =>
      db.update('logins', keys.number(login.numberIndex ?? ''), {
        update: `SET ${set}, wrongCodes = if_not_exists(wrongCodes, :none) + :one, #ttl = :ttl`,
        condition,
        names: { '#ttl': 'ttl' },
        values: {
          ...values,
          ':now': now,
          ':none': 0,
          ':one': 1,
          ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
        },
      }),
    )
  }
