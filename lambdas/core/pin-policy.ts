import { isCommonPin } from './pin-blocklist.ts'

/** Run lengths from which neighbours are refused: `ascendingRun: 2` refuses 12. A length above six switches that rule off. */
export type PinRule = {
  readonly ascendingRun: number
  readonly descendingRun: number
  readonly sameRun: number
}

export type PinReasonWord =
  | 'not_six_digits'
  | 'ascending'
  | 'descending'
  | 'repeated'
  | 'common'
  | 'own_number'
  | 'current'

/** `digits` are the digits at fault and `at` is where they begin, counted from nought. */
export type PinReason = { readonly rule: PinReasonWord; readonly digits: string; readonly at: number }

export type PinVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reasons: readonly PinReason[] }

/** What the caller knows of the person: the E.164 digits of their own number, and whether this PIN is the one they have. */
export type PinFacts = { readonly phoneDigits?: string | undefined; readonly current?: boolean | undefined }

export const pinLength = 6

export const pinRuleByDefault: PinRule = { ascendingRun: 2, descendingRun: 3, sameRun: 3 }

const sixDigits = /^[0-9]{6}$/
const digitsOnly = /^[0-9]*$/

const runsOf = (pin: string, step: number, shortest: number, rule: PinReasonWord): readonly PinReason[] => {
  const found: PinReason[] = []
  let at = 0
  for (let next = 1; next <= pin.length; next += 1) {
    if (next < pin.length && Number(pin[next]) - Number(pin[next - 1]) === step) continue
    if (next - at >= shortest) found.push({ rule, digits: pin.slice(at, next), at })
    at = next
  }
  return found
}

/** The run rule alone, for whole PINs and for what is typed so far. The defaults leave 574,608 of the million PINs. */
export const judgeRuns = (pin: string, rule: PinRule = pinRuleByDefault): readonly PinReason[] => [
  ...runsOf(pin, 1, rule.ascendingRun, 'ascending'),
  ...runsOf(pin, -1, rule.descendingRun, 'descending'),
  ...runsOf(pin, 0, rule.sameRun, 'repeated'),
]

// A number is dialled at home with a nought in place of the country code, which has one to three digits.
const isOfNumber = (pin: string, phoneDigits: string): boolean =>
  phoneDigits.includes(pin) ||
  [1, 2, 3].some((codeLength) => pin === `0${phoneDigits.slice(codeLength, codeLength + 5)}`)

const notSixDigits = (pin: string): PinReason => {
  const wrong = Array.from(pin).findIndex((character) => !digitsOnly.test(character))
  return { rule: 'not_six_digits', digits: '', at: wrong === -1 ? Math.min(pin.length, pinLength) : wrong }
}

/** The one PIN policy, for the server and for the page while typing. Names every rule that a PIN breaks, not only the first. */
export const judgePin = (pin: string, facts: PinFacts, rule: PinRule = pinRuleByDefault): PinVerdict => {
  const whole = (word: PinReasonWord): PinReason => ({ rule: word, digits: pin, at: 0 })
  const isSix = sixDigits.test(pin)
  const reasons: PinReason[] = isSix ? [] : [notSixDigits(pin)]
  if (digitsOnly.test(pin)) reasons.push(...judgeRuns(pin, rule))
  if (isSix && isCommonPin(pin)) reasons.push(whole('common'))
  if (isSix && isOfNumber(pin, facts.phoneDigits ?? '')) reasons.push(whole('own_number'))
  if (isSix && facts.current === true) reasons.push(whole('current'))
  return reasons.length === 0 ? { allowed: true } : { allowed: false, reasons }
}
