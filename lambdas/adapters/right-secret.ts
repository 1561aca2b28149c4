import { bucketOf, fullAgainField } from '#core/bucket'
import { type Factor, type Spent, wrongOn } from '#core/charge'
import type { Limits } from '#core/limits'
import type { Person } from '#core/person'
import type { Dynamo, Item, Write } from './dynamo.ts'
import { keys } from './keys.ts'

/** A secret that was right, and the person as the write that charged its try left them. */
export type RightSecret = {
  readonly person: Person
  readonly factor: Factor
  /** What this call charged; undefined where another call did, and gave it back. */
  readonly charged: Spent | undefined
  /** The device that stood in for the code: the wrong PINs on it are no longer in a row. */
  readonly device?: string | undefined
  /** Now. Of a PIN it is kept: logins begun before may be used up by it. */
  readonly at: number
}

const signedIn = ({ factor, at }: RightSecret) =>
  factor === 'pin' ? { set: ', pinRightAt = :rightAt', values: { ':rightAt': at } } : { set: '', values: {} }

/** The person as they were known: same epochs, not disabled. */
const stillThePerson = ({ person, factor }: RightSecret) => ({
  condition: `epoch = :epoch AND disabled = :no AND ${factor}Epoch = :factorEpoch`,
  values: {
    ':epoch': person.epoch,
    ':no': false,
    ':factorEpoch': factor === 'pin' ? person.pinEpoch : person.passwordEpoch,
  },
})

/** Ends a row of failures and gives the charge back by its size, unless an admin forgave all. With a charge only for a transaction, whose token makes it happen once. */
export const clearFailures = (right: RightSecret, limits: Limits) => {
  const { person, factor, charged, device } = right
  const { condition, values } = stillThePerson(right)
  const at = charged === undefined ? undefined : fullAgainField(factor, charged.pool)
  const back = at === undefined ? '' : `, ${at} = if_not_exists(${at}, :refill) - :refill, restoredBy = :mark`
  const kept = signedIn(right)
  return {
    op: 'update',
    table: 'people',
    key: keys.person(person.personId),
    update: `SET ${factor}Failures = :none${back}${kept.set}${device === undefined ? '' : ' REMOVE #on'}`,
    condition,
    ...(device === undefined ? {} : { names: { '#on': wrongOn(device) } }),
    values: {
      ...values,
      ...kept.values,
      ':none': 0,
      ...(charged === undefined
        ? {}
        : { ':refill': bucketOf(factor, charged.pool, limits).refillMs, ':mark': charged.mark }),
    },
  } as const satisfies Write
}

/**
 * Puts the counters back to what they were before the charge, when nobody has tried since; `failures`: in a row, afterwards.
 *   at = before, failures = f     if  at, triedAt and failures are what the charge left
 * One plain write: sent again because its answer was lost it finds its own mark. Where somebody did try meanwhile it changes nothing, and
 * `whenMoved` gives the charge back by its size.
 */
export const restore = async (
  db: Dynamo,
  { failures, ...right }: RightSecret & { readonly charged: Spent; readonly failures: number },
  limits: Limits,
  whenMoved: () => Promise<boolean>,
): Promise<boolean> => {
  const { person, factor } = right
  const { pool, mark } = right.charged
  const [at, count, tried] = [fullAgainField(factor, pool), `${factor}Failures`, `${factor}TriedAt`] as const
  const { condition, values } = stillThePerson(right)
  const kept = signedIn(right)
  const was: Item = { ...person }
  const before = Number(was[at]) - bucketOf(factor, pool, limits).refillMs
  const outcome = await db.update('people', keys.person(person.personId), {
    update: `SET ${count} = :failures, ${at} = :before, restoredBy = :mark${kept.set}`,
    condition: `${condition} AND ${at} = :at AND ${tried} = :tried AND ${count} = :count AND NOT restoredBy = :mark`,
    values: {
      ...values,
      ...kept.values,
      ...{ ':failures': failures, ':before': before, ':mark': mark },
      ...{ ':at': was[at], ':tried': was[tried], ':count': was[count] },
    },
    wanted: [],
  })
  if (outcome.done) return true
  const now = outcome.item ?? {}
  if (now.epoch !== person.epoch || now.disabled === true) return false
  return now.restoredBy === mark || whenMoved()
}
