import type { CountryCode } from 'libphonenumber-js/mobile'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import type { Numbers } from '#core/numbers'

const LONGEST = 40

/** Only digits of any script, and what people put between them. Anything else is no number, and never "almost" one. */
const SHAPE = /^[\p{Nd}\s()+./-]+$/u

/** As programs write numbers down: nothing to tidy. */
const PLAIN = /^\+\d+$/

/** A number as it is copied from an address book, a page or a link: marks nobody sees, wide signs, long dashes, `tel:`. */
const asTyped = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^tel:/i, '')

/** Ranges that regulators keep free for films and tests: nobody has them, and the metadata does not know them. */
const FICTION: readonly (readonly [RegExp, string])[] = [
  [/^\+447700900\d{3}$/, 'GB'],
  [/^\+1[2-9]\d{2}55501\d{2}$/, 'US'],
]

/** Mobile numbers alone: the metadata knows no others, so land lines and premium ranges are no numbers here. */
export const numbers = (): Numbers => ({
  read(text, defaultCountry) {
    const short = text.length > LONGEST ? '' : text
    const typed = PLAIN.test(short) ? short : asTyped(short)
    if (!SHAPE.test(typed)) return undefined
    const international = typed.replace(/^00(?=[1-9])/, '+')
    const parsed = parsePhoneNumberFromString(international, {
      defaultCountry: defaultCountry as CountryCode,
      extract: false,
    })
    if (parsed === undefined || parsed.ext !== undefined) return undefined
    const fiction = FICTION.find(([range]) => range.test(parsed.number))?.[1]
    const country = parsed.isValid() ? (parsed.country ?? fiction) : fiction
    return country === undefined ? undefined : { e164: parsed.number, country }
  },
  knows: (country) => isSupportedCountry(country),
})

export const make = numbers
