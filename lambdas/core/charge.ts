import type { Pool } from './bucket.ts'

export type Factor = 'pin' | 'password'

/** Which bucket a try is charged to. `used`: it is likely to have been charged before, which saves a request when true. */
export type Charge = { readonly pool: Pool; readonly used: boolean }

/** Why a try was not charged, with what is stored, for the refusal that explains it. */
export type Charged<T> = { readonly charged: true; readonly it: T } | { readonly charged: false; readonly it?: T }
