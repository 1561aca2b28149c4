import type { CountryCode } from 'libphonenumber-js/mobile'
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import type { Numbers } from '#core/ports'

const LONGEST = 40

/** Only digits, and what people put between them. Anything else is no number, and never "almost" one. */
const SHAPE = /^[\d\s()+./-]+$/

/** Mobile numbers alone: the metadata knows no others, so land lines and premium ranges are no numbers here. */
export const numbers = (): Numbers => ({
  read(text, defaultCountry) {
    const trimmed = text.trim()
    if (trimmed.length > LONGEST || !SHAPE.test(trimmed)) return undefined
    const international = trimmed.replace(/^00(?=[1-9])/, '+')
    const parsed = parsePhoneNumberFromString(international, {
      defaultCountry: defaultCountry as CountryCode,
      extract: false,
    })
    if (parsed === undefined || !parsed.isValid() || parsed.country === undefined || parsed.ext !== undefined)
      return undefined
    return { e164: parsed.number, country: parsed.country }
  },
})

export const make = numbers
