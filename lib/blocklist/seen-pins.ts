import { followsPattern } from '#core/pin-blocklist'
import { judgeRuns } from '#core/pin-policy'

// Of the list's six-digit passwords that the run rule leaves, so many of the commonest are refused. Further down, ranks are
// ties of a handful of people each, and every 1,000 more would cost the page about 1 KB.
const howMany = 8000

/** The PINs to store: leaked often, left by the run rule, and found by no rule of the blocklist. Ascending. */
export const choosePins = (passwordsByRank: readonly string[]): readonly number[] =>
  passwordsByRank
    .filter((password) => /^[0-9]{6}$/.test(password) && judgeRuns(password).length === 0)
    .slice(0, howMany)
    .filter((pin) => !followsPattern(pin))
    .map(Number)
    .sort((a, b) => a - b)

const writeGaps = (ascending: readonly number[]): string =>
  ascending.map((pin, index) => (pin - (ascending[index - 1] ?? 0)).toString(36)).join(' ')

/** The source of `lambdas/core/pin-blocklist-seen.ts`. */
export const seenPinsModule = (pins: readonly number[]): string =>
  [
    '// Written by `node bin/blocklist.ts`. Do not edit.',
    `/** ${pins.length} often chosen PINs that follow no pattern: gaps between ascending numbers, in base 36. */`,
    'export const seenPinGaps =',
    `  '${writeGaps(pins)}'`,
    '',
  ].join('\n')
