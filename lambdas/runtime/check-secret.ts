import { bucketOf, failuresUntilDisabled, fullAgainField, hasWaits, isEmpty, type Pool, roomIn } from '#core/bucket'
import type { Charged, Factor } from '#core/charge'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { waitSeconds } from '#core/time'

type Checks = Pick<Ports, 'people' | 'pinCheck' | 'clock' | 'limits'>

/** Who the try is charged to: a person, or the counters of a number that leads to nobody. */
export type Accused =
  | { readonly personId: string; readonly epoch: number }
  | { readonly personId: undefined; readonly index: string }

export type SecretVerdict =
  | { readonly verdict: 'right'; readonly person: Person }
  | { readonly verdict: 'wrong'; readonly person: Person; readonly failuresLeft: number }
  | { readonly verdict: 'wait'; readonly retryAfterSeconds: number }
  | { readonly verdict: 'disabled' }
  /** The bucket of failures is empty. Nothing was compared. */
  | { readonly verdict: 'empty' }
  /** Something ended what was begun: another epoch, a disabled person, nobody at all. Nothing was compared. */
  | { readonly verdict: 'ended' }

const explain = (
  charge: Charged<Person>,
  { who, factor, pool }: { readonly who: Accused; readonly factor: Factor; readonly pool: Pool },
  { clock, limits }: Checks,
): SecretVerdict => {
  const person = charge.it
  if (person === undefined) return { verdict: 'ended' }
  if (who.personId !== undefined && (person.epoch !== who.epoch || person.disabled)) return { verdict: 'ended' }
  const failures = factor === 'pin' ? person.pinFailures : person.passwordFailures
  const triedAt = (factor === 'pin' ? person.pinTriedAt : person.passwordTriedAt) ?? 0
  const waits = hasWaits(factor, pool)
  if (failures >= failuresUntilDisabled(factor, pool, limits)) return { verdict: 'disabled' }
  if (isEmpty(person[fullAgainField(factor, pool)], bucketOf(factor, pool, limits), clock.now()))
    return { verdict: 'empty' }
  if (!waits) return { verdict: 'ended' }
  const at = Math.min(failures - limits.pinFailuresBeforeWaits, limits.pinWaitsMs.length - 1)
  return {
    verdict: 'wait',
    retryAfterSeconds: waitSeconds(triedAt + (limits.pinWaitsMs[at] ?? 0), clock.now()),
  }
}

/** Which bucket pays (that of known devices for whoever is signed in); whether it is likely to be in use; how the caller gives back what its own step had charged. */
export type Charging = { readonly pool: Pool; readonly used?: boolean; readonly giveBack?: () => Promise<void> }

/**
 * Charges a try, then compares, for nobody as for somebody: one slow hash, one call. When it is certain that nothing was compared the try is
 * given back (`giveBack` returns what the caller's own step had charged) and the error goes on: who waits is told `unavailable`, never "wrong".
 */
export const checkSecret = async (
  who: Accused,
  factor: Factor,
  secret: string,
  ports: Checks,
  { pool, used = false, giveBack = async () => {} }: Charging = { pool: 'known' },
): Promise<SecretVerdict> => {
  const { people, pinCheck, limits } = ports
  const charge =
    who.personId === undefined
      ? await people.spendDecoyTry(who.index, factor, { pool, used })
      : await people.spendTry(who.personId, who.epoch, factor, { pool, used })
  if (!charge.charged) {
    await giveBack()
    return explain(charge, { who, factor, pool }, ports)
  }
  const person = charge.it
  const owner = {
    organisationId: person.organisationId ?? 'nobody',
    personId: who.personId ?? 'nobody',
    secretEpoch: (factor === 'pin' ? person.pinEpoch : person.passwordEpoch) ?? 0,
    factor,
  }
  const stored = factor === 'pin' ? person.pin : person.password
  try {
    if (await pinCheck.verify(secret, owner, stored)) return { verdict: 'right', person }
  } catch (error) {
    if (who.personId !== undefined) await people.refundTry(who.personId, factor, pool)
    await giveBack()
    throw error
  }
  // Asked for after a proof of possession, so it may be told. A password is asked for first: there, "wrong" is all that a stranger learns.
  if (factor === 'pin' && stored !== undefined && !pinCheck.canCheck(stored)) return { verdict: 'disabled' }
  const failures = factor === 'pin' ? person.pinFailures : person.passwordFailures
  const untilDisabled = Math.max(0, failuresUntilDisabled(factor, pool, limits) - failures)
  const inBucket = roomIn(person[fullAgainField(factor, pool)], bucketOf(factor, pool, limits), ports.clock.now())
  return {
    verdict: 'wrong',
    person,
    failuresLeft: hasWaits(factor, pool) ? untilDisabled : Math.min(inBucket, untilDisabled),
  }
}

/** Leaves the step for every verdict but `right` and `wrong`. */
export const refuseUnlessCompared = (
  verdict: SecretVerdict,
  closed: 'login_closed' | 'unauthenticated',
): Extract<SecretVerdict, { person: Person }> => {
  if (verdict.verdict === 'wait')
    throw new Refused('too_many_requests', { retryAfterSeconds: verdict.retryAfterSeconds })
  if (verdict.verdict === 'empty') throw new Refused('step_up_required')
  if (verdict.verdict === 'disabled') throw new Refused('pin_disabled')
  if (verdict.verdict === 'ended') throw new Refused(closed)
  return verdict
}
