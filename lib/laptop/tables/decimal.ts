import { invalid } from './fault.ts'

/** `digits` × 10^`exponent`, exact; `digits` ends in no zero, and is 0n with exponent 0 for zero. */
type Decimal = { readonly digits: bigint; readonly exponent: number }

const WRITTEN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/
const SMALL_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/
const MOST_DIGITS = 38
const HIGHEST_POWER = 125
const LOWEST_POWER = -130

const trimmed = (written: string, exponent: number, negative: boolean): Decimal => {
  const digits = written.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return { digits: 0n, exponent: 0 }
  const value = BigInt(significant)
  return { digits: negative ? -value : value, exponent: exponent + digits.length - significant.length }
}

const parse = (text: string): Decimal => {
  const [, sign, whole = '', fraction = '', power = '0'] = WRITTEN.exec(text) ?? []
  if (sign === undefined || whole + fraction === '')
    throw invalid(`The parameter cannot be converted to a numeric value: ${text}`)
  return trimmed(whole + fraction, Number(power) - fraction.length, sign === '-')
}

const checked = (value: Decimal): Decimal => {
  const length = value.digits.toString().replace('-', '').length
  const power = value.exponent + length - 1
  if (value.digits === 0n) return value
  if (power > HIGHEST_POWER) throw invalid('Number overflow: its magnitude is larger than the supported range')
  if (power < LOWEST_POWER) throw invalid('Number underflow: its magnitude is smaller than the supported range')
  if (length > MOST_DIGITS) throw invalid(`Attempting to store more than ${MOST_DIGITS} significant digits in a Number`)
  return value
}

const plain = ({ digits, exponent }: Decimal): string => {
  const sign = digits < 0n ? '-' : ''
  const text = digits.toString().replace('-', '')
  if (exponent >= 0) return sign + text + '0'.repeat(exponent)
  const padded = text.padStart(1 - exponent, '0')
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
}

const signOf = (value: bigint): number => (value < 0n ? -1 : value > 0n ? 1 : 0)

const sum = (a: Decimal, b: Decimal): Decimal => {
  const exponent = Math.min(a.exponent, b.exponent)
  const scaled = (value: Decimal) => value.digits * 10n ** BigInt(value.exponent - exponent)
  const total = scaled(a) + scaled(b)
  return trimmed(total.toString().replace('-', ''), exponent, total < 0n)
}

const isSmall = (text: string): boolean => SMALL_INTEGER.test(text)

/** The one spelling of a number: no exponent, no leading or trailing zeros. Throws what DynamoDB cannot keep exactly. */
export const canonical = (text: string): string => (isSmall(text) ? text : plain(checked(parse(text))))

/** Both canonical; exact however many digits. */
export const add = (a: string, b: string): string =>
  isSmall(a) && isSmall(b) ? String(Number(a) + Number(b)) : plain(checked(sum(parse(a), parse(b))))

/** Both canonical; exact however many digits. */
export const subtract = (a: string, b: string): string =>
  add(a, b === '0' ? b : b.startsWith('-') ? b.slice(1) : `-${b}`)

/** Negative, zero or positive, as a sort wants it. Both canonical. */
export const compareNumbers = (a: string, b: string): number => {
  if (a === b) return 0
  if (isSmall(a) && isSmall(b)) return Number(a) - Number(b)
  const left = parse(a)
  const right = parse(b)
  return signOf(sum(left, { digits: -right.digits, exponent: right.exponent }).digits)
}

const ZERO = 48

// Whole numbers, nearly all there are: whole pairs of zeros at the end take nothing.
const wholeBytes = (text: string): number => {
  if (text === '0') return 1
  const sign = text.startsWith('-') ? 1 : 0
  let end = text.length
  while (end - sign > 2 && text.charCodeAt(end - 1) === ZERO && text.charCodeAt(end - 2) === ZERO) end -= 2
  return Math.ceil((end - sign) / 2) + 1 + sign
}

/** Bytes a canonical number takes in an item: two digits each, in pairs from the decimal point, one more and one for a sign. */
export const numberBytes = (text: string): number => {
  const point = text.indexOf('.')
  if (point < 0) return wholeBytes(text)
  const [whole, fraction] = [text.slice(0, point).replace('-', ''), text.slice(point + 1)]
  const pairs =
    whole.padStart(whole.length + (whole.length % 2), '0') +
    fraction.padEnd(fraction.length + (fraction.length % 2), '0')
  const significant = pairs.replace(/^(?:00)+/, '').replace(/(?:00)+$/, '')
  return significant.length / 2 + 1 + (text.startsWith('-') ? 1 : 0)
}
