import { type Factor, isWrongOn } from './charge.ts'
import type { Limits } from './limits.ts'
import type { Person } from './person.ts'
import { DAY } from './time.ts'

/**
 * Failures that are allowed: `most` at once, and one more for every `refillMs` that pass. Kept as one instant, the time at which it would be
 * full again: a failure moves it on by `refillMs`. Success gives back its own charge and no other.
 */
export type Bucket = { readonly most: number; readonly refillMs: number }

/** Whose failures: those of devices the person has signed in on before, or of all others. An attacker can empty only the second. */
export type Pool = 'known' | 'unknown'

export const bucketOf = (factor: Factor, pool: Pool, limits: Limits): Bucket =>
  ({
    pin: { unknown: limits.pinBucket, known: limits.pinBucketOfKnown },
    password: { unknown: limits.passwordBucket, known: limits.passwordBucketOfKnown },
  })[factor][pool]

/** Whether tries have to wait longer and longer. Not for a password: anybody who knows an address can fail, and would have its owner wait. */
export const hasWaits = (factor: Factor): boolean => factor === 'pin'

/** Wrong tries in a row, wherever they were made, at which the secret ends for this pool. */
export const failuresUntilDisabled = (factor: Factor, pool: Pool, limits: Limits): number =>
  ({
    pin: { unknown: limits.pinFailuresUntilDisabled, known: limits.pinFailuresUntilDisabled },
    password: { unknown: limits.passwordFailuresUntilDisabled, known: limits.passwordFailuresUntilDisabledOfKnown },
  })[factor][pool]

/** Where the person's item keeps it. */
export const fullAgainField = (factor: Factor, pool: Pool) =>
  ({
    pin: { unknown: 'pinFullAt', known: 'pinFullAtOfKnown' },
    password: { unknown: 'passwordFullAt', known: 'passwordFullAtOfKnown' },
  })[factor][pool] as 'pinFullAt' | 'pinFullAtOfKnown' | 'passwordFullAt' | 'passwordFullAtOfKnown'

/** More failures than anybody can have: no try of the secret is compared any more, and no unlocking helps. Choosing a new one does. */
const ENDED = 1_000_000

/** Others may know it: what somebody has opens nothing from now on. */
export const ended = (person: Person): Person => ({
  ...person,
  ...(person.pin === undefined ? {} : { pinFailures: ENDED }),
  ...(person.password === undefined ? {} : { passwordFailures: ENDED }),
})

/** Whether wrong tries are all that stands in the way of this secret, so that they can be forgiven. */
export const canBeForgiven = ({ pinFailures, passwordFailures }: Person, factor: Factor): boolean =>
  (factor === 'pin' ? pinFailures : passwordFailures) < ENDED

const noneOnDevices = (person: Person): Partial<Person> =>
  Object.fromEntries(Object.keys(person).flatMap((field) => (isWrongOn(field) ? [[field, undefined]] : [])))

/** A person whose wrong tries of a secret are forgiven: both channels were proved, or an admin unlocked. */
export const forgiven = (person: Person, factors: readonly Factor[]): Person => ({
  ...person,
  ...(factors.includes('pin')
    ? { pinFailures: 0, pinFullAt: undefined, pinFullAtOfKnown: undefined, ...noneOnDevices(person) }
    : {}),
  ...(factors.includes('password')
    ? { passwordFailures: 0, passwordFullAt: undefined, passwordFullAtOfKnown: undefined }
    : {}),
})

/** When there is room for one more failure; in the past while there is. */
export const roomAt = (fullAt: number | undefined, { most, refillMs }: Bucket): number =>
  (fullAt ?? 0) - (most - 1) * refillMs

export const isEmpty = (fullAt: number | undefined, bucket: Bucket, now: number): boolean =>
  roomAt(fullAt, bucket) > now

/** Failures that still fit in now. */
export const roomIn = (fullAt: number | undefined, { most, refillMs }: Bucket, now: number): number =>
  Math.max(0, most - Math.ceil(Math.max(0, (fullAt ?? 0) - now) / refillMs))

/** The most failures that fit into a year, from full: what an attacker gets who never stops. */
export const mostInYear = ({ most, refillMs }: Bucket): number => most + Math.floor((365 * DAY) / refillMs)
