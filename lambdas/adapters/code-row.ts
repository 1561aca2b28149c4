import type { Limits } from '#core/limits'
import type { Login } from '#core/login'
import type { Item } from './dynamo.ts'

type Whose = Pick<Login, 'known'>

/** Wrong codes in a row, since the last login or reset whose codes were all right: of strangers, and of known devices or whoever proved the password. */
export const ROW_FIELDS = ['wrongInRow', 'wrongInRowOfKnown'] as const
/** When the owner was told that a row has come to its end. */
export const toldField = (whose: Whose) => `${rowField(whose)}ToldAt` as const
/** All that is forgotten with a row. */
export const ROW_MARKS = ROW_FIELDS.flatMap((field) => [field, `${field}ToldAt`])
export const rowField = ({ known }: Whose) => ROW_FIELDS[known === true ? 1 : 0]

const mostOf = ({ known }: Whose, limits: Limits): number =>
  known === true ? limits.codeFailuresUntilDisabledOfKnown : limits.codeFailuresUntilDisabled

/** Code steps: a login's codes share their tries, a reset's two have each their own. */
export const CODE_STEPS = { login: 1, reset: 2 } as const
export type Begun = keyof typeof CODE_STEPS

const triesOf = (begun: Begun, { codeTriesPerLogin }: Limits): number => CODE_STEPS[begun] * codeTriesPerLogin

/** Tries that logins and resets of one number may still make which run at the same time. Strangers can begin both. */
const runningTries = ({ known }: Whose, limits: Limits): number => {
  const { startsPerNumber, loginLifeMs } = limits
  const atOnce = startsPerNumber.filter(({ withinMs }) => withinMs >= loginLifeMs).map(({ most }) => most)
  return Math.min(...atOnce) * (triesOf('login', limits) + (known === true ? 0 : triesOf('reset', limits)))
}

/** From how many on every start is charged for all its tries beforehand: so many may be under way that were not. */
const nearEnd = (whose: Whose, limits: Limits): number =>
  Math.max(1, mostOf(whose, limits) - runningTries(whose, limits))

type Form = { readonly set: string; readonly condition: string; readonly values: Item }

/**
 * Two forms of a start, of which at most one can apply, so that no more than `most` wrong codes in a row are ever compared:
 *   far:   nothing             if  row < most - what may be under way
 *   near:  row = row + tries   if  row >= that, and all the tries still fit
 * Neither applies: the codes of this number open nothing any more, until one is right elsewhere, the number is proved anew, or an admin unlocks.
 */
export const rowForms = (whose: Whose, begun: Begun, limits: Limits): { readonly far: Form; readonly near: Form } => {
  const field = rowField(whose)
  const values = { ':nearEnd': nearEnd(whose, limits) }
  const tries = triesOf(begun, limits)
  return {
    far: { set: '', condition: ` AND (attribute_not_exists(${field}) OR ${field} < :nearEnd)`, values },
    near: {
      set: `, ${field} = ${field} + :tries`,
      condition: ` AND ${field} >= :nearEnd AND ${field} <= :lastStart`,
      values: { ...values, ':tries': tries, ':lastStart': mostOf(whose, limits) - tries },
    },
  }
}

/** Whether a start has to be charged beforehand, if it may begin at all. */
export const isNearEnd = (whose: Whose, number: Item, limits: Limits): boolean =>
  Number(number[rowField(whose)] ?? 0) >= nearEnd(whose, limits)

/** Takes it upon itself to tell: for one of any number of callers, while no login of this number may begin, once for each row. */
export const toTellForm = (whose: Whose, limits: Limits, now: number) => ({
  update: `SET ${toldField(whose)} = :now`,
  condition: `attribute_not_exists(${toldField(whose)}) AND ${rowField(whose)} > :lastStart`,
  values: { ':now': now, ':lastStart': mostOf(whose, limits) - triesOf('login', limits) },
})

/** Whether no code of this number is compared any more. */
export const rowEnded = (whose: Whose, begun: Begun, number: Item, limits: Limits): boolean =>
  Number(number[rowField(whose)] ?? 0) > mostOf(whose, limits) - triesOf(begun, limits)

/** What a login or reset remembers of it: whether it was charged beforehand, and whether a right code has a row to end. */
export const rowMarks = (number: Item, rowCharged: boolean): Pick<Login, 'rowCharged' | 'wrongBefore'> => ({
  ...(rowCharged ? { rowCharged } : {}),
  ...(ROW_FIELDS.some((field) => number[field] !== undefined) ? { wrongBefore: true } : {}),
})
