import type { PasswordReasonWord } from '../../password-policy.ts'
import type { PinReasonWord } from '../../pin-policy.ts'

/** Why a PIN or password is refused, in a sentence. `digits` and `word` are what the reason names as at fault. */
export type Reasons = {
  readonly pin: { readonly [W in PinReasonWord]: (digits: string) => string }
  readonly password: {
    readonly [W in PasswordReasonWord]: (found: { readonly limit?: number; readonly word?: string }) => string
  }
}

export const en: Reasons = {
  pin: {
    not_six_digits: () => 'A PIN has exactly six digits, 0 to 9.',
    ascending: (digits) => `It contains ${digits}: digits next to each other that count up.`,
    descending: (digits) => `It contains ${digits}: digits that count down in a row.`,
    repeated: (digits) => `It contains ${digits}: the same digit again and again.`,
    common: (digits) => `${digits} is a date, a pattern or another PIN that many people choose.`,
    own_number: (digits) => `${digits} is part of your own phone number.`,
    current: () => 'This is the PIN you have now.',
  },
  password: {
    too_short: ({ limit = 8 }) => `A password needs at least ${limit} characters.`,
    too_long: ({ limit = 256 }) => `A password may have at most ${limit} characters.`,
    common: () => 'This password is on the list of those that are guessed first.',
    contains_name: ({ word = '' }) => `It is little more than a name others know: ${word}.`,
  },
}
