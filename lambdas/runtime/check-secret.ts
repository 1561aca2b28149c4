import { bucketOf, failuresUntilDisabled, fullAgainField, hasWaits, isEmpty, type Pool, roomIn } from '#core/bucket'
import { type Charge, type Charged, type Factor, type NotCompared, triesOn } from '#core/charge'
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
  /** Too many wrong PINs in a row on the device that stood in for the code. Nothing was compared. */
  | { readonly verdict: 'untrusted' }
  /** Something ended what was begun: another epoch, a disabled person, nobody at all. Nothing was compared. */
  | { readonly verdict: 'ended' }
  /** What the secret was for has been used up by a right one. Nothing was charged, nothing compared. */
  | { readonly verdict: 'used_up' }

const explain = (
  charge: Charged<Person>,
  { who, factor, pool, device }: Pick<Charging, 'pool' | 'device'> & { readonly who: Accused; readonly factor: Factor },
  { clock, limits }: Checks,
): SecretVerdict => {
  const person = charge.it
  if (person === undefined) return { verdict: 'ended' }
  if (who.personId !== undefined && (person.epoch !== who.epoch || person.disabled)) return { verdict: 'ended' }
  if (triesOn(person, device) >= limits.deviceFailuresUntilUntrusted) return { verdict: 'untrusted' }
  const failures = factor === 'pin' ? person.pinFailures : person.passwordFailures
  const triedAt = (factor === 'pin' ? person.pinTriedAt : person.passwordTriedAt) ?? 0
  if (failures >= failuresUntilDisabled(factor, pool, limits)) return { verdict: 'disabled' }
  if (isEmpty(person[fullAgainField(factor, pool)], bucketOf(factor, pool, limits), clock.now()))
    return { verdict: 'empty' }
  if (!hasWaits(factor)) return { verdict: 'ended' }
  const at = Math.min(failures - limits.pinFailuresBeforeWaits, limits.pinWaitsMs.length - 1)
  return {
    verdict: 'wait',
    retryAfterSeconds: waitSeconds(triedAt + (limits.pinWaitsMs[at] ?? 0), clock.now()),
  }
}

/** That what the secret is for may be used up by now: only by a right one that was given after `since`. `isUsedUp` finds out. */
export type Lateness = { readonly since: number; readonly isUsedUp: () => Promise<boolean> }

/**
 * Which bucket pays (that of known devices for whoever is signed in); whether it is likely to be in use; how the caller gives back what its own step
 * had charged; and whether the try may come too late.
 */
export type Charging = {
  readonly pool: Pool
  readonly device?: Charge['device']
  readonly used?: boolean
  readonly giveBack?: (why: NotCompared) => Promise<void>
  readonly late?: Lateness
}

const whyNot = ({ verdict }: SecretVerdict): NotCompared => {
  if (verdict === 'wait') return 'pin_wait'
  if (verdict === 'disabled') return 'pin_disabled'
  return verdict === 'empty' ? 'limit_reached' : 'not_compared'
}

/**
 * Charges the try. Where a right secret was given since what this one is for began, that is asked for first, and asked again in a write of its own:
 * nobody is charged for a try that can open nothing.
 */
const chargeFor = async (
  who: Accused,
  factor: Factor,
  { people }: Checks,
  { pool, device, used = false, late }: Charging,
): Promise<Charged<Person> | 'used_up'> => {
  const plain = { pool, used, device }
  const from = late === undefined ? plain : { ...plain, quietSince: late.since }
  if (who.personId === undefined) return people.spendDecoyTry(who.index, factor, from)
  const { personId, epoch } = who
  const charge = await people.spendTry(personId, epoch, factor, from)
  if (late === undefined || charge.charged || (charge.it?.pinRightAt ?? 0) <= late.since) return charge
  return (await late.isUsedUp()) ? 'used_up' : people.spendTry(personId, epoch, factor, plain)
}

/**
 * Charges a try, then compares, for nobody as for somebody: one slow hash, one call. When it is certain that nothing was compared the try is
 * given back (`giveBack` returns what the caller's own step had charged) and the error goes on: who waits is told `unavailable`, never "wrong".
 */
export const checkSecret = async (
  who: Accused,
  factor: Factor,
  secret: string,
  ports: Checks,
  charging: Charging = { pool: 'known' },
): Promise<SecretVerdict> => {
  const { people, pinCheck, limits } = ports
  const { pool, device, giveBack = async () => {} } = charging
  const charge = await chargeFor(who, factor, ports, charging)
  if (charge === 'used_up') return { verdict: 'used_up' }
  if (!charge.charged) {
    const verdict = explain(charge, { who, factor, pool, device }, ports)
    await giveBack(whyNot(verdict))
    return verdict
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
    if (who.personId === undefined) await people.refundDecoyTry(who.index, factor, pool)
    else await people.refundTry(who.personId, factor, { pool, device })
    await giveBack('not_compared')
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
    failuresLeft: hasWaits(factor) ? untilDisabled : Math.min(inBucket, untilDisabled),
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
  if (verdict.verdict !== 'right' && verdict.verdict !== 'wrong') throw new Refused(closed)
  return verdict
}
