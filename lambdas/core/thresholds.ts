import type { Micros } from './money.ts'

/** The admins are told once a month at each of these shares of the limit. */
export const THRESHOLDS = [50, 80, 100] as const
export type Threshold = (typeof THRESHOLDS)[number]

/** Which shares of the limit have been reached, from what is left of it. */
export const reached = (limit: Micros, left: Micros): readonly Threshold[] =>
  THRESHOLDS.filter((percent) => (limit - left) * 100 >= limit * percent)

/** Every share was told. Not below all that may be left: a limit that is made lower may leave less than nothing. */
export const ALL_TOLD: Micros = -1

/** Where `leftMicros` must come down to before the admins are told again. */
export const warnAt = (limit: Micros, warned: readonly Threshold[]): Micros => {
  const next = THRESHOLDS.find((percent) => !warned.includes(percent))
  return next === undefined ? ALL_TOLD : Math.floor((limit * (100 - next)) / 100)
}
