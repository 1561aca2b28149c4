import type { Pool } from './bucket.ts'

export type Factor = 'pin' | 'password'

/**
 * Which bucket a try is charged to. `used`: it is likely to have been charged before, which saves a request when true. `quietSince`: only where nobody
 * was signed in by a PIN since then.
 */
export type Charge = { readonly pool: Pool; readonly used: boolean; readonly quietSince?: number }

/** One call's charge for a secret that was right: which bucket pays, and the mark by which its giving back is known, so that it happens once. */
export type Spent = { readonly pool: Pool; readonly mark: string }

/** What an attempt's trail says of a try that was given back: why nothing was compared. */
export type NotCompared = 'pin_wait' | 'pin_disabled' | 'limit_reached' | 'not_compared'

/** Why a try was not charged, with what is stored, for the refusal that explains it. */
export type Charged<T> = { readonly charged: true; readonly it: T } | { readonly charged: false; readonly it?: T }
