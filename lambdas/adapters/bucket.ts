import type { Bucket } from '#core/bucket'
import type { Outcome } from './dynamo.ts'

type Form = { readonly set: string; readonly condition: string; readonly values: Readonly<Record<string, number>> }

/**
 * One failure more, in two conditional forms of which at most one can apply, so that nothing is read and nothing races:
 *   full:  at = now + refill     if  at is absent or past
 *   used:  at = at + refill      if  now < at <= now + (most - 1) refill
 * Neither applies: the bucket is empty. A clock that goes back only makes it stricter. Both use `:now`. `of` tells two buckets of one write apart.
 */
export const bucketForms = (
  at: string,
  { most, refillMs }: Bucket,
  now: number,
  of = '',
): { full: Form; used: Form } => ({
  full: {
    set: `${at} = :fullAt${of}`,
    condition: `(attribute_not_exists(${at}) OR ${at} <= :now)`,
    values: { [`:fullAt${of}`]: now + refillMs },
  },
  used: {
    set: `${at} = ${at} + :refill${of}`,
    condition: `(${at} > :now AND ${at} <= :room${of})`,
    values: { [`:refill${of}`]: refillMs, [`:room${of}`]: now + (most - 1) * refillMs },
  },
})

const ROUNDS = 4

/**
 * Charges by the form that applies, `used` saying which is tried first. What stood in the way says which form fits: the same one again means that
 * something else does, or that the bucket is empty; the other one, that somebody charged meanwhile.
 */
export const chargeBucket = async (
  at: string,
  bucket: Bucket,
  { now, used }: { readonly now: number; readonly used: boolean },
  charge: (form: Form) => Promise<Outcome>,
): Promise<Outcome> => {
  const forms = bucketForms(at, bucket, now)
  let form = used
  for (let round = 1; ; round++) {
    const outcome = await charge(form ? forms.used : forms.full)
    if (outcome.done || round === ROUNDS) return outcome
    const fits = Number(outcome.item?.[at] ?? 0) > now
    if (fits === form) return outcome
    form = fits
  }
}
