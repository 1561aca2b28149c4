import type { Language } from './language.ts'

const unitFor = (seconds: number): readonly ['second' | 'minute' | 'hour', number] => {
  if (seconds < 90) return ['second', Math.ceil(seconds)]
  if (seconds < 90 * 60) return ['minute', Math.ceil(seconds / 60)]
  return ['hour', Math.ceil(seconds / 3600)]
}

/** A wait as people say it: whole seconds, minutes or hours, never shorter than it is. */
export const waitIn =
  (language: Language) =>
  (seconds: number): string => {
    const [unit, value] = unitFor(seconds)
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  }

/** The name of an ISO country in a language; a code nobody knows stands for itself. */
export const countryIn =
  (language: Language) =>
  (country: string): string => {
    if (!/^[A-Z]{2}$/.test(country)) return country
    return new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(country) ?? country
  }
