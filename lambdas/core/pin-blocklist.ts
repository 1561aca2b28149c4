import { isLikelyDate } from './pin-blocklist-dates.ts'
import { isKeypadWalk } from './pin-blocklist-keypad.ts'
import { isRepetition } from './pin-blocklist-patterns.ts'
import { seenPinGaps } from './pin-blocklist-seen.ts'

// Rules instead of a stored list: a rule costs the page no data and covers its whole kind. Only the favourites that follow
// no rule (pi as 314159, a film as 007008) are stored, as gaps between ascending numbers in base 36.
const readGaps = (gaps: string): ReadonlySet<number> => {
  let last = 0
  return new Set(gaps.split(' ').map((gap) => (last += Number.parseInt(gap, 36))))
}

const seenPins = readGaps(seenPinGaps)

/** Whether a rule of the blocklist finds these six digits: a likely date, a figure on the keypad, or a repetition. */
export const followsPattern = (pin: string): boolean => isLikelyDate(pin) || isKeypadWalk(pin) || isRepetition(pin)

/** Whether six digits are among the PINs people choose most. Expects exactly six ASCII digits. */
export const isCommonPin = (pin: string): boolean => followsPattern(pin) || seenPins.has(Number(pin))
