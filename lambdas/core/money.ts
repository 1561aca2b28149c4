/** Millionths of a currency unit, whole: sums of prices stay exact. */
export type Micros = number

const UNIT = 1_000_000
const DECIMAL = /^(\d{1,9})(?:\.(\d{1,6}))?$/

/** A decimal string such as `12.50` in millionths; undefined for anything else, also for a sign or an exponent. */
export const parseMoney = (text: string): Micros | undefined => {
  const match = DECIMAL.exec(text)
  if (!match) return undefined
  return Number(match[1]) * UNIT + Number((match[2] ?? '').padEnd(6, '0'))
}

/** Millionths as a decimal string with two digits after the point, more only where they are needed. */
export const formatMoney = (micros: Micros): string => {
  const sign = micros < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(micros) / UNIT)
  const rest = String(Math.abs(micros) % UNIT).padStart(6, '0')
  return `${sign}${whole}.${rest.slice(0, 2)}${rest.slice(2).replace(/0+$/, '')}`
}
