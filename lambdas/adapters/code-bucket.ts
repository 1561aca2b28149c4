import { type Bucket, isEmpty } from '#core/bucket'
import type { Limits } from '#core/limits'
import type { Login } from '#core/login'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'
import { chargeBucket } from './bucket.ts'
import { ROW_FIELDS, ROW_MARKS, rowEnded, rowField, toldField, toTellForm } from './code-row.ts'
import type { Dynamo, Item } from './dynamo.ts'
import { keys } from './keys.ts'

type Flags = Pick<Login, 'known' | 'stepUp'>
type Given = Flags & Partial<Pick<Login, 'proved'>>

// Logins that already run may overdraw the bucket: as much again as it holds is remembered, and no more, so that no flood lasts for years.
const OVERDRAWN = 2

type Fill = { readonly field: string; readonly bucket: Bucket }

const singleCode = ({ known }: Flags, limits: Limits): Fill =>
  known
    ? { field: 'codeFullAtOfKnown', bucket: limits.codeBucketOfKnown }
    : { field: 'codeFullAt', bucket: limits.codeBucket }
const bothCodes = ({ stepUpBucket }: Limits): Fill => ({ field: 'stepUpFullAt', bucket: stepUpBucket })

// Whoever types a number has proved nothing: their wrong codes never count against the way that asks for both.
const fillOf = (login: Given, limits: Limits): Fill =>
  login.stepUp && (login.proved ?? []).length > 0 ? bothCodes(limits) : singleCode(login, limits)
const asked = (flags: Flags, limits: Limits): Fill => (flags.stepUp ? bothCodes(limits) : singleCode(flags, limits))

/** How long a number's item must be kept, at least: as long as its longest window, and until each of its buckets is full. */
export const numberKeptUntil = (limits: Limits, now: number): number => {
  const windows = limits.startsPerNumber.map(({ withinMs }) => withinMs)
  const buckets = [limits.codeBucket, limits.codeBucketOfKnown, limits.stepUpBucket].map(
    (it) => OVERDRAWN * it.most * it.refillMs,
  )
  return now + Math.max(...windows, ...buckets) + DAY
}

/** May a login begin that asks for one code, or for both? Each has a bucket of its own. Part of the write that counts the start. */
export const mayBegin = (flags: Flags, limits: Limits, now: number) => {
  const { field, bucket } = asked(flags, limits)
  const { most, refillMs } = bucket
  return {
    condition: ` AND (attribute_not_exists(${field}) OR ${field} <= :room)`,
    values: { ':room': now + (most - 1) * refillMs },
  }
}

/** Whether it was the bucket that stood in the way, or too many wrong codes in a row. */
export const isSpent = (flags: Flags, number: Item, limits: Limits, now: number): boolean => {
  const { field, bucket } = asked(flags, limits)
  return isEmpty(Number(number[field] ?? 0), bucket, now) || rowEnded(flags, 'login', number, limits)
}

/** Remembers a wrong code, in whatever login or reset it was typed. Answers whether its caller is to tell that no code opens anything any more. */
export const countWrongCode =
  (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>) =>
  async (login: Given & Pick<Login, 'numberIndex' | 'tries' | 'rowCharged'>): Promise<boolean> => {
    const now = clock.now()
    const { field, bucket } = fillOf(login, limits)
    const overdrawn = { ...bucket, most: OVERDRAWN * bucket.most }
    const row = rowField(login)
    const inRow = login.rowCharged ? '' : `, ${row} = if_not_exists(${row}, :none) + :one`
    const counted = login.rowCharged ? {} : { ':none': 0, ':one': 1 }
    const ttl = { ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000) }
    const write = (set: string, condition: string | undefined, values: Item) =>
      db.update('logins', keys.number(login.numberIndex ?? ''), {
        update: `SET ${set}#ttl = :ttl${inRow}`,
        ...(condition === undefined ? {} : { condition }),
        names: { '#ttl': 'ttl' },
        values: { ...values, ...counted, ...ttl },
      })
    const outcome = await chargeBucket(field, overdrawn, { now, used: login.tries > 1 }, ({ set, condition, values }) =>
      write(`${set}, `, condition, { ...values, ':now': now }),
    )
    // The bucket remembers no more; the row does.
    const { item = {} } = !outcome.done && inRow !== '' ? await write('', undefined, {}) : outcome
    if (item[toldField(login)] !== undefined || !rowEnded(login, 'login', item, limits)) return false
    return (await db.update('logins', keys.number(login.numberIndex ?? ''), toTellForm(login, limits, now))).done
  }

/** The wrong codes of a number are no longer in a row. The bucket keeps them. */
export const endRow =
  (db: Dynamo) =>
  async (numberIndex: string): Promise<void> => {
    await db.update('logins', keys.number(numberIndex), {
      update: `REMOVE ${ROW_MARKS.join(', ')}`,
      condition: ROW_FIELDS.map((field) => `attribute_exists(${field})`).join(' OR '),
    })
  }
