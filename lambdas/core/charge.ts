import type { Pool } from './bucket.ts'
import type { Person } from './person.ts'

export type Factor = 'pin' | 'password'

/** Where a person's item counts the wrong PINs in a row on one of their trusted devices. */
export const wrongOn = (deviceId: string) => `wrongOn_${deviceId.replaceAll('-', '_')}` as const

/** Tries of the PIN in a row on a device that stood in for the code. */
export const triesOn = (person: Person, device: string | undefined): number =>
  device === undefined ? 0 : (person[wrongOn(device)] ?? 0)

export const isWrongOn = (field: string): boolean => field.startsWith('wrongOn_')

/**
 * Which bucket a try is charged to. `used`: it is likely to have been charged before, which saves a request when true. `quietSince`: only where nobody
 * was signed in by a PIN since then. `device`: the one that stood in for the code, on which a try counts, too.
 */
export type Charge = {
  readonly pool: Pool
  readonly used: boolean
  readonly quietSince?: number
  readonly device?: string | undefined
}

/** One call's charge for a secret that was right: which bucket pays, and the mark by which its giving back is known, so that it happens once. */
export type Spent = { readonly pool: Pool; readonly mark: string }

/** What an attempt's trail says of a try that was given back: why nothing was compared. */
export type NotCompared = 'pin_wait' | 'pin_disabled' | 'limit_reached' | 'not_compared'

/** Why a try was not charged, with what is stored, for the refusal that explains it. */
export type Charged<T> = { readonly charged: true; readonly it: T } | { readonly charged: false; readonly it?: T }
