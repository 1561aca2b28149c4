import type { Bucket } from './bucket.ts'
import type { Limits } from './limits.ts'
import { HOUR } from './time.ts'

/**
 * Whose allowance a text message draws on: that of people who proved something before it (a device, a password, a first code), or that of everybody
 * who can type a number. `block` is the number without its last four digits.
 */
export type Draw = { readonly known: boolean; readonly block: string }

/** Too many text messages of strangers: to a country, to one block of numbers, or too few whose code was ever given. */
export type Flood = { readonly word: 'sms_country' | 'sms_block' | 'sms_breaker'; readonly retryAt: number }

/** Where an organisation's money keeps how many messages a country has had, and how many it may have. */
export const paceOf = (
  country: string,
  { known }: Pick<Draw, 'known'>,
  limits: Limits,
): { readonly field: string; readonly bucket: Bucket } =>
  known
    ? { field: `pace${country}OfKnown`, bucket: limits.smsPerCountryOfKnown }
    : { field: `pace${country}`, bucket: limits.smsPerCountry }

export const blockOf = (e164: string): string => e164.slice(0, -4)

/** Blocks are counted by the hour of the clock. */
export const hourOf = (at: number): number => Math.floor(at / HOUR)
